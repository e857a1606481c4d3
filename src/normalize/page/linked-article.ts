import { comparisonKey } from '../tidy-text.ts';
import { hasType, isObject, type LinkedData, type LinkedObject, listOf, resolve } from './json-ld.ts';

const articleType =
  /(?:Article|BlogPosting|Report|Review|Recipe|LiveBlogPosting|SocialMediaPosting|CreativeWork|MedicalWebPage)$/;
const pageType = /^(?:WebPage|ItemPage|AboutPage|FAQPage|QAPage)$/;

/** What of a page is looked for: its address, and how it is headed. */
export interface PageIdentity {
  url: string | null;
  titles: readonly string[];
}

/**
 * The object that speaks of the page's own article: of several the one with the page's address or headline, then the
 * first that stands for itself and not as a part of a list.
 */
export function linkedArticle(data: LinkedData, page: PageIdentity): LinkedObject | null {
  const articles = data.objects.filter((object) => hasType(object, articleType));
  const pages = data.objects.filter((object) => hasType(object, pageType));
  const keys = new Set(page.titles.map(comparisonKey));
  const isThis = (object: LinkedObject): boolean => isAt(object, page.url) || isHeaded(object, keys);
  const own = articles.filter(isThis);
  const chosen =
    own.find(hasAuthor) ?? own[0] ?? (articles.length <= 1 ? articles[0] : articles.find(hasHeadline));
  return whole(chosen, data) ?? whole(pages.find(hasAuthor), data) ?? whole(pages.find(isThis), data);
}

/** The object that speaks of the page that the article stands on. */
export function linkedPage(data: LinkedData, page: PageIdentity): LinkedObject | null {
  const pages = data.objects.filter((object) => hasType(object, pageType) && isAt(object, page.url));
  return whole(pages[0], data);
}

function whole(object: LinkedObject | undefined, data: LinkedData): LinkedObject | null {
  const resolved = object && resolve(object, data);
  return isObject(resolved) ? resolved : null;
}

function hasAuthor(object: LinkedObject): boolean {
  return listOf(object['author']).length > 0;
}

function hasHeadline(object: LinkedObject): boolean {
  return object['headline'] !== undefined && (hasAuthor(object) || object['datePublished'] !== undefined);
}

function isHeaded(object: LinkedObject, keys: ReadonlySet<string>): boolean {
  return [object['headline'], object['name']].some(
    (text) => typeof text === 'string' && keys.has(comparisonKey(text)),
  );
}

function isAt(object: LinkedObject, url: string | null): boolean {
  if (url === null) return false;
  const main = object['mainEntityOfPage'];
  const addresses = [object['url'], object['@id'], main, isObject(main) ? main['@id'] : null];
  return addresses.some((address) => typeof address === 'string' && sameAddress(address, url));
}

function sameAddress(one: string, other: string): boolean {
  const plain = (url: string): string =>
    url
      .replace(/^https?:\/\/(?:www\.)?/, '')
      .replace(/[?#].*$|\/$/g, '')
      .replace(/\/$/, '');
  return plain(one) === plain(other);
}

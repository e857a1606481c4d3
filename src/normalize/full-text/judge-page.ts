import type { ArticleContent } from '../../domain/article.ts';
import type { PageFault } from '../../domain/page.ts';
import type { ReadArticle } from '../normalize.ts';
import { carriesItem } from './carries-item.ts';
import type { FullTextRules, WallKind } from './full-text-rules.ts';

/** A page of an item, read as an article. */
export interface PageToJudge {
  /** The item's link, and where it led. */
  asked: string;
  answered: string;
  /** What the feed itself has of the item. */
  own: ArticleContent;
  read: ReadArticle;
}

/** With fewer words a body is what is shown before a wall, if the page has the words of one. */
const shortWords = 150;
/** With fewer, anything on the page counts, not only what offers a subscription. */
const emptyWords = 60;
const maxSearchedChars = 30_000;

const faults: Readonly<Record<WallKind, PageFault>> = {
  robotCheck: 'robot-check',
  scripts: 'needs-scripts',
  notFound: 'not-found',
  consent: 'consent-wall',
  login: 'login',
  paywall: 'paywall',
};

/**
 * Why a page is not the article that its item promises: a wall, an error page, another text, or less than the feed has
 * itself; null where it is the article. In doubt it is not: the feed's own text is always there.
 */
export function judgePage(page: PageToJudge, rules: FullTextRules): PageFault | null {
  const { own, read } = page;
  const fault = faultOfAddress(page, rules) ?? faultOfTitle(page, rules) ?? faultOfWords(page, rules);
  if (fault !== null) return fault;
  if (read.page?.isFree === false && read.content.wordCount < shortWords) return 'paywall';
  if (read.content.wordCount <= own.wordCount) return 'shorter';
  return carriesItem(own, read) ? null : 'other-text';
}

/** Only a redirect leads from an article to such an address. */
function faultOfAddress({ asked, answered }: PageToJudge, { addresses }: FullTextRules): PageFault | null {
  const [from, to] = [URL.parse(asked), URL.parse(answered)];
  if (from === null || to === null || from.href === to.href) return null;
  const known = new Set(stepsOf(from));
  const kinds = stepsOf(to).map((step) => (known.has(step) ? undefined : addresses.get(step)));
  const kind = kinds.find((found) => found !== undefined);
  if (kind !== undefined) return faults[kind];
  return isHome(to) && !isHome(from) ? 'home-page' : null;
}

function stepsOf({ hostname, pathname }: URL): string[] {
  return [hostname.split('.')[0] ?? '', ...pathname.toLowerCase().split('/')].filter((step) => step !== '');
}

function isHome({ pathname, search }: URL): boolean {
  return (
    /^\/(?:[a-z]{2}(?:[-_][a-z]{2})?\/?|(?:index|home)(?:\.\w{1,5})?)?$/i.test(pathname) &&
    !/[?&](?:p|id)=/.test(search)
  );
}

function faultOfTitle({ own, read }: PageToJudge, { walls }: FullTextRules): PageFault | null {
  if (read.content.wordCount >= shortWords) return null;
  const ownTitle = own.title?.toLowerCase() ?? '';
  const titles = (read.page?.titles ?? []).map((title) => title.toLowerCase());
  const says = (kind: WallKind) =>
    walls[kind].some(
      (phrase) => !ownTitle.includes(phrase) && titles.some((title) => title.includes(phrase)),
    );
  const kind = (['notFound', 'robotCheck'] as const).find(says);
  return kind === undefined ? null : faults[kind];
}

function faultOfWords({ own, read }: PageToJudge, { walls }: FullTextRules): PageFault | null {
  const { content, removed } = read;
  if (content.wordCount >= shortWords) return null;
  const text = [content.bodyText, ...removed.map((removal) => removal.text)]
    .join('\n')
    .slice(0, maxSearchedChars)
    .toLowerCase();
  const ownText = own.bodyText.toLowerCase();
  const says = (kind: WallKind) =>
    walls[kind].some((phrase) => text.includes(phrase) && !ownText.includes(phrase));
  const kinds = content.wordCount < emptyWords ? emptyKinds : (['paywall'] as const);
  const kind = kinds.find(says);
  return kind === undefined ? null : faults[kind];
}

/** In this order: a page that hides all behind scripts also has words for those who are to accept cookies. */
const emptyKinds: readonly WallKind[] = ['robotCheck', 'paywall', 'login', 'scripts', 'consent'];

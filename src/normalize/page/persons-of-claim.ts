import type { Author } from '../../domain/article.ts';
import type { FeedAuthor } from '../../domain/parsed-feed.ts';
import { claimedAuthors } from '../authors.ts';
import { readOpeningByline } from '../byline-line.ts';
import { parseNames } from '../byline-names.ts';
import { noClaims } from '../normalize-input.ts';
import type { NormalizeRules } from '../rules.ts';
import { comparisonKey, tidyLine } from '../tidy-text.ts';
import type { AuthorSource } from './author-evidence.ts';
import { withoutLead } from './byline-of-mark.ts';

const structured: ReadonlySet<AuthorSource> = new Set(['json-ld', 'meta-list', 'meta', 'itemprop', 'rel']);
/** A degree or a generation behind a name, in characters. */
const maxRestChars = 3;

/** What judging names needs to know beside them. */
export interface AuthorContext {
  rules: NormalizeRules;
  /** Names of the site: it does not write. */
  siteNames: readonly string[];
}

/** The persons that a source names as writers; what is no person, or one's job, is left out. */
export function personsOf(claim: FeedAuthor, source: AuthorSource, context: AuthorContext): Author[] {
  const { rules, siteNames } = context;
  const isStructured = structured.has(source);
  const text = isStructured ? tidyLine(claim.name ?? '') : namesOfLine(claim.name ?? '', source, rules);
  const read = claimedAuthors({ claims: { ...noClaims, authors: [{ ...claim, name: text }] }, rules });
  const persons = isStructured ? wholeNames(text, read, rules) : read;
  return persons.filter(
    (person) => isWriter(person) && !isSite(person, siteNames, rules) && !isLabel(person.name, rules),
  );
}

/** Who edited, translated or took the pictures did not write it. */
export function isWriter({ role }: Author): boolean {
  return role === null || role === 'writer' || role === 'contributor';
}

/** A site does not write, but one that is called like a person can be that person's own. */
function isSite({ name }: Author, siteNames: readonly string[], { givenNames }: NormalizeRules): boolean {
  const [given = '', ...others] = name.toLowerCase().split(' ');
  const isPersonal = others.length === 1 && givenNames.has(given);
  return !isPersonal && siteNames.some((site) => comparisonKey(site) === comparisonKey(name));
}

/** "Follow Jane", "Member Login": what links and buttons say is written like names. */
function isLabel(name: string, { page }: NormalizeRules): boolean {
  return name.split(' ').some((word) => page.notNames.has(word.toLowerCase()));
}

/**
 * "Example News Desk" is no list of names: what is left over says that it names no person. But a field for one name holds
 * all of that name, whatever else its last word can mean.
 */
function wholeNames(text: string, persons: Author[], rules: NormalizeRules): Author[] {
  const isList = /[,;&|(/]|\s(?:and|und|et|y|e|by)\s|^by\s/i.test(text);
  const [first] = persons;
  if (isList || first === undefined || persons.length > 1) return persons;
  const rest = comparisonKey(text).length - comparisonKey(first.name).length;
  if (rest <= maxRestChars) return persons;
  const words = text.toLowerCase().split(' ');
  const isName = text.startsWith(first.name) && /^(?:\p{Lu}[\p{L}'’.-]+(?: |$)){2,4}$/u.test(text);
  const saysOther = words.some((word) => rules.byline.roles.has(word) || rules.organizationWords.has(word));
  return isName && !saysOther ? [{ ...first, name: text }] : [];
}

/** Lines on a page are prose as often as bylines: all of it must be understood, or what stands before the first comma. */
function namesOfLine(text: string, source: AuthorSource, rules: NormalizeRules): string {
  if (source === 'bare') return readOpeningByline(text, rules) === null ? '' : text;
  const names = withoutLead(text, rules.page.leads);
  if (parseNames(names, rules).isUnderstood) return names;
  const opening = names.split(/,|\s[–—-]\s/)[0] ?? '';
  return parseNames(opening, rules).isUnderstood ? opening : '';
}

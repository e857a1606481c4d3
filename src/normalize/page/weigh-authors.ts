import type { Author } from '../../domain/article.ts';
import type { FeedAuthor } from '../../domain/parsed-feed.ts';
import { claimedAuthors } from '../authors.ts';
import { author, parseNames } from '../byline-names.ts';
import { noClaims } from '../normalize-input.ts';
import type { NormalizeRules } from '../rules.ts';
import { comparisonKey, tidyLine } from '../tidy-text.ts';
import type { AuthorEvidence, AuthorSource } from './author-evidence.ts';
import { withoutLead } from './byline-of-mark.ts';

/** How much a source is trusted. Links and marked elements can be those of other articles or of reviewers. */
const weights: Readonly<Record<AuthorSource, number>> = {
  'json-ld': 3,
  'meta-list': 3,
  line: 2.5,
  meta: 2,
  itemprop: 2,
  class: 2,
  rel: 1.5,
  link: 1,
  time: 0,
};
const structured: ReadonlySet<AuthorSource> = new Set(['json-ld', 'meta-list', 'meta', 'itemprop', 'rel']);
const minSourcesForGivenName = 2;
/** A degree or a generation behind a name, in characters. */
const maxRestChars = 3;

/** The persons that the evidence names, and the source that named them first. */
export interface WeighedAuthors {
  authors: Author[];
  source: AuthorSource | null;
}

/** What weighing needs to know beside the evidence. */
export interface AuthorContext {
  rules: NormalizeRules;
  /** Names of the site: it does not write. */
  siteNames: readonly string[];
}

/**
 * Who wrote it: the list of persons that speaks for itself by its sources and by those that name some of the same. None
 * rather than a guess.
 */
export function weighAuthors(evidence: readonly AuthorEvidence[], context: AuthorContext): WeighedAuthors {
  const candidates = evidence
    .map((one) => ({ source: one.source, authors: personsIn(one, context) }))
    .filter(({ authors }) => authors.length > 0)
    .map((candidate) => ({
      ...candidate,
      keys: new Set(candidate.authors.map(({ name }) => nameKey(name))),
    }));
  const scored = candidates.map((candidate) => ({ ...candidate, score: scoreOf(candidate, candidates) }));
  const best = scored.reduce<(typeof scored)[number] | null>(
    (top, one) => (top === null || one.score > top.score ? one : top),
    null,
  );
  return best ?? givenNames(evidence, context);
}

interface Candidate {
  source: AuthorSource;
  authors: Author[];
  keys: ReadonlySet<string>;
}

function scoreOf({ source, keys }: Candidate, all: readonly Candidate[]): number {
  const supporters = all.filter(
    (other) => (source === 'link' ? other.keys.size === keys.size : true) && other.keys.isSubsetOf(keys),
  );
  return supporters.reduce((sum, other) => sum + weights[other.source], 0);
}

function personsIn({ source, authors }: AuthorEvidence, context: AuthorContext): Author[] {
  const found = new Map<string, Author>();
  for (const claim of authors) {
    for (const person of personsOf(claim, source, context)) {
      const key = nameKey(person.name);
      if (!found.has(key)) found.set(key, person);
    }
    if ((source === 'class' || source === 'line') && found.size > 0) break;
  }
  return [...found.values()];
}

function personsOf(claim: FeedAuthor, source: AuthorSource, { rules, siteNames }: AuthorContext): Author[] {
  const isStructured = structured.has(source);
  const text = isStructured ? tidyLine(claim.name ?? '') : understoodPart(claim.name ?? '', rules);
  const read = claimedAuthors({ claims: { ...noClaims, authors: [{ ...claim, name: text }] }, rules });
  const persons = isStructured ? wholeNames(text, read, rules) : read;
  return persons.filter(
    (person) => isWriter(person) && !isSite(person, siteNames, rules) && !isLabel(person.name, rules),
  );
}

/** A site does not write, but one that is called like a person can be that person's own. */
function isSite({ name }: Author, siteNames: readonly string[], { givenNames }: NormalizeRules): boolean {
  const [given = '', ...others] = name.toLowerCase().split(' ');
  const isPersonal = others.length === 1 && givenNames.has(given);
  return !isPersonal && siteNames.some((site) => comparisonKey(site) === comparisonKey(name));
}

/** Who edited, translated or took the pictures did not write it. */
function isWriter({ role }: Author): boolean {
  return role === null || role === 'writer' || role === 'contributor';
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
function understoodPart(text: string, rules: NormalizeRules): string {
  const names = withoutLead(text, rules.page.leads);
  if (parseNames(names, rules).isUnderstood) return names;
  const opening = names.split(/,|\s[–—-]\s/)[0] ?? '';
  return parseNames(opening, rules).isUnderstood ? opening : '';
}

/** Titles do not tell two spellings of a name apart. */
function nameKey(name: string): string {
  return comparisonKey(name.replace(/^(?:dr|prof|mr|mrs|ms|sir)\.? /i, ''));
}

/** A given name alone names a person where several sources agree on it; so do two, as "Ann and Ben". */
function givenNames(evidence: readonly AuthorEvidence[], context: AuthorContext): WeighedAuthors {
  const sources = new Map<string, AuthorSource[]>();
  for (const { source, authors } of evidence) {
    const texts = authors.map(({ name }) =>
      tidyLine(name ?? '')
        .replace(/^(?:written )?by /i, '')
        .replaceAll('&amp;', '&'),
    );
    const names = texts
      .map((text) => text.split(/ (?:and|&) /))
      .find((list) => list.every((name) => isGivenName(name, context)));
    if (names) sources.set(names.join('&'), [...(sources.get(names.join('&')) ?? []), source]);
  }
  const agreed = [...sources].find(([, named]) => named.length >= minSourcesForGivenName);
  if (agreed === undefined) return { authors: [], source: null };
  const [names, [source = null]] = agreed;
  return { authors: names.split('&').map((name) => author(name)), source };
}

function isGivenName(name: string, { rules, siteNames }: AuthorContext): boolean {
  const lower = name.toLowerCase();
  const { roles, notNames, qualifiers } = rules.byline;
  const isWord =
    roles.has(lower) ||
    notNames.has(lower) ||
    qualifiers.has(lower) ||
    rules.sections.has(lower) ||
    rules.organizationWords.has(lower) ||
    rules.agencies.has(lower) ||
    rules.page.notNames.has(lower);
  return (
    /^\p{Lu}\p{Ll}{2,14}$/u.test(name) && !isWord && !siteNames.some((site) => comparisonKey(site) === lower)
  );
}

import { monthByName } from '../../domain/dates/month-names.ts';
import { author } from '../byline-names.ts';
import { comparisonKey, tidyLine } from '../tidy-text.ts';
import type { AuthorEvidence, AuthorSource } from './author-evidence.ts';
import type { AuthorContext } from './persons-of-claim.ts';
import type { WeighedAuthors } from './weigh-authors.ts';

const minSources = 2;
/** Fields that hold nothing but a name. */
const namingSources: ReadonlySet<AuthorSource> = new Set(['json-ld', 'meta-list', 'meta']);

/** A given name alone names a person where it is a known one or several sources agree on it; so do two, as "Ann and Ben". */
export function givenNames(evidence: readonly AuthorEvidence[], context: AuthorContext): WeighedAuthors {
  const sources = new Map<string, AuthorSource[]>();
  for (const { source, groups } of evidence.filter((one) => one.source !== 'bare')) {
    const names = groups
      .flat()
      .map(({ name }) => listIn(name ?? ''))
      .find((list) => areGivenNames(list, context));
    if (names) sources.set(names.join('&'), [...(sources.get(names.join('&')) ?? []), source]);
  }
  const isCertain = (names: string, named: readonly AuthorSource[]): boolean =>
    named.length >= minSources || (named.some((one) => namingSources.has(one)) && areKnown(names, context));
  const agreed = [...sources].find(([names, named]) => isCertain(names, named));
  if (agreed === undefined) return { authors: [], source: null };
  const [names, [source = null]] = agreed;
  return { authors: names.split('&').map((name) => author(name)), source };
}

function listIn(text: string): string[] {
  return tidyLine(text)
    .replace(/^(?:written )?by /i, '')
    .replaceAll('&amp;', '&')
    .split(/ (?:and|&) /);
}

function areGivenNames(names: readonly string[], context: AuthorContext): boolean {
  return names.every((name) => isGivenName(name, context));
}

function areKnown(names: string, { rules }: AuthorContext): boolean {
  return names.split('&').every((name) => rules.givenNames.has(name.toLowerCase()));
}

function isGivenName(name: string, { rules, siteNames }: AuthorContext): boolean {
  const lower = name.toLowerCase();
  const { roles, notNames, qualifiers } = rules.byline;
  const isWord =
    [roles, notNames, qualifiers, rules.sections, rules.organizationWords, rules.page.notNames].some(
      (words) => words.has(lower),
    ) ||
    rules.agencies.has(lower) ||
    monthByName(lower) !== 0;
  return (
    /^\p{Lu}\p{Ll}{2,14}$/u.test(name) && !isWord && !siteNames.some((site) => comparisonKey(site) === lower)
  );
}

import type { Author } from '../../domain/article.ts';
import type { FeedAuthor } from '../../domain/parsed-feed.ts';
import { comparisonKey } from '../tidy-text.ts';
import type { AuthorEvidence, AuthorSource } from './author-evidence.ts';
import { givenNames } from './given-names.ts';
import { type AuthorContext, personsOf } from './persons-of-claim.ts';

/** How much a source is trusted. Links and marked elements can be those of other articles or of reviewers. */
const weights: Readonly<Record<AuthorSource, number>> = {
  'json-ld': 3,
  'meta-list': 3,
  line: 2.5,
  class: 2.2,
  meta: 2,
  itemprop: 2,
  rel: 1.5,
  link: 1,
  bare: 0.8,
  time: 0,
};
/** Sources that name others, too, gain nothing from those that name some of the same. */
const looseSources: ReadonlySet<AuthorSource> = new Set(['link', 'bare']);
/** What stands far from the headline speaks in undertones. */
const weightElsewhere = 0.1;

/** The persons that the evidence names, and the source that named them first. */
export interface WeighedAuthors {
  authors: Author[];
  source: AuthorSource | null;
}

/**
 * Who wrote it: the list of persons that speaks for itself by its sources and by those that name some of the same. None
 * rather than a guess.
 */
export function weighAuthors(evidence: readonly AuthorEvidence[], context: AuthorContext): WeighedAuthors {
  const candidates = evidence
    .map((one) => ({ ...one, authors: personsIn(one, context) }))
    .filter(({ authors }) => authors.length > 0)
    .map(candidateOf);
  let best: { candidate: Candidate; score: number } | null = null;
  for (const candidate of candidates) {
    const score = scoreOf(candidate, candidates);
    if (best === null || score > best.score) best = { candidate, score };
  }
  return best?.candidate ?? givenNames(evidence, context);
}

interface Candidate {
  source: AuthorSource;
  authors: Author[];
  keys: ReadonlySet<string>;
  weight: number;
}

function candidateOf({ source, authors, isNear }: AuthorEvidence & { authors: Author[] }): Candidate {
  const weight = weights[source] * (isNear ? 1 : weightElsewhere);
  return { source, authors, weight, keys: new Set(authors.map(({ name }) => nameKey(name))) };
}

function scoreOf({ source, keys }: Candidate, all: readonly Candidate[]): number {
  const mayAdd = !looseSources.has(source);
  const supporters = all.filter(
    (other) => other.keys.isSubsetOf(keys) && (mayAdd || other.keys.size === keys.size),
  );
  return supporters.reduce((sum, other) => sum + other.weight, 0);
}

/**
 * Lines and marked elements speak by the first group that names anybody, the other sources by all. Far from the headline
 * all groups must name the same.
 */
function personsIn({ source, groups, isNear }: AuthorEvidence, context: AuthorContext): Author[] {
  const named = groups
    .map((group) => personsInGroup(group, source, context))
    .filter((persons) => persons.size > 0);
  const [first] = named;
  if (first === undefined) return [];
  if (!isNear) return named.every((other) => haveSameKeys(first, other)) ? [...first.values()] : [];
  const isFirstAlone = source === 'class' || source === 'line' || source === 'bare';
  const all = isFirstAlone ? [first] : named;
  return [...new Map(all.toReversed().flatMap((group) => [...group])).values()];
}

function personsInGroup(
  group: readonly FeedAuthor[],
  source: AuthorSource,
  context: AuthorContext,
): Map<string, Author> {
  const found = new Map<string, Author>();
  for (const claim of group) {
    for (const person of personsOf(claim, source, context)) {
      const key = nameKey(person.name);
      if (!found.has(key)) found.set(key, person);
    }
  }
  return found;
}

function haveSameKeys(one: ReadonlyMap<string, Author>, other: ReadonlyMap<string, Author>): boolean {
  return one.size === other.size && [...one.keys()].every((key) => other.has(key));
}

/** Titles do not tell two spellings of a name apart. */
function nameKey(name: string): string {
  return comparisonKey(name.replace(/^(?:dr|prof|mr|mrs|ms|sir)\.? /i, ''));
}

import { type ContentChange, describeChange } from '../dedupe/describe-change.ts';
import { identitiesOf } from '../dedupe/identities.ts';
import type { FeedContext } from '../domain/feed.ts';
import { type Identity, identityName } from '../domain/identity.ts';
import type { RulesFor } from '../normalize/rule-book.ts';
import type { Db } from '../store/db.ts';
import { findOwners } from '../store/identities.ts';
import { findStoredArticles, type StoredArticle } from '../store/stored-articles.ts';
import { compareLinks, type LinkChange } from './compare-links.ts';
import { type MadeAnew, makeAnew } from './make-anew.ts';

/** An article of which the rules make something else. */
export interface ArticleChange extends ContentChange {
  articleId: string;
  url: string | null;
  title: string | null;
  /** Other articles that have the address or the text it would have; it stays an article of its own. */
  sameAs: string[];
  links: LinkChange;
}

/** What rules would change in the articles that a feed brought. */
export interface Backtest {
  /** Articles looked through, and those that would get a revision. */
  articles: number;
  changed: number;
  /** How many articles would change in each field, by its name. */
  fields: Record<string, number>;
  /** Articles of which something else would be taken away, or something no longer. */
  removedAnew: number;
  noLongerRemoved: number;
  /** Articles whose address or text, by which copies find them, would be another. */
  identities: number;
  /** Articles whose links to others in stories would change. */
  stories: number;
  /** Articles whose item cannot be normalized, by a fault of ours. */
  failed: number;
  /** A few for every field. */
  examples: ArticleChange[];
}

/** How far a backtest goes. */
export interface BacktestBounds {
  /** Articles first seen since then, the newest `limit`. */
  since: Date;
  limit: number;
  storyWindowDays: number;
  signal: AbortSignal;
  /** Told of every batch that is done. */
  onArticles: (articles: number) => void;
}

const articlesTogether = 50;
const examplesPerField = 3;
const maxExamples = 30;

/** Makes the newest articles of a feed anew of their stored items and tells what would change. Nothing is written. */
export async function backtestFeed(
  db: Db,
  feed: FeedContext,
  rulesFor: RulesFor,
  { since, limit, storyWindowDays, signal, onArticles }: BacktestBounds,
): Promise<Backtest> {
  const result = emptyBacktest();
  let before: string | null = null;
  for (;;) {
    signal.throwIfAborted();
    const wanted = Math.min(articlesTogether, limit - result.articles);
    const stored: StoredArticle[] =
      wanted > 0 ? await findStoredArticles(db, feed.id, { since, before, limit: wanted }) : [];
    const made = stored.flatMap((article) => tryAnew(article, feed, rulesFor, result));
    for (const change of await describeAll(db, made, storyWindowDays)) addTo(result, change);
    result.articles += stored.length;
    onArticles(stored.length);
    before = stored.at(-1)?.article.id ?? null;
    if (before === null || stored.length < articlesTogether) return result;
  }
}

function emptyBacktest(): Backtest {
  const counts = { articles: 0, changed: 0, removedAnew: 0, noLongerRemoved: 0, identities: 0, stories: 0 };
  return { ...counts, fields: {}, failed: 0, examples: [] };
}

function tryAnew(
  article: StoredArticle,
  feed: FeedContext,
  rulesFor: RulesFor,
  result: Backtest,
): MadeAnew[] {
  try {
    return [makeAnew(article, feed, rulesFor) ?? []].flat();
  } catch {
    result.failed += 1;
    return [];
  }
}

/** One article's change, and what of it is counted. */
interface Described {
  change: ArticleChange;
  changed: string[];
  hasOtherIdentities: boolean;
}

async function describeAll(db: Db, made: MadeAnew[], storyWindowDays: number): Promise<Described[]> {
  if (made.length === 0) return [];
  const linksOf = await compareLinks(db, made, storyWindowDays);
  const owners = await findOwners(db, made.flatMap(newIdentities));
  return made.map((anew) => {
    const { before, after, changed } = anew;
    const others = newIdentities(anew).map((identity) => owners.get(identityName(identity)) ?? before.id);
    return {
      change: {
        articleId: before.id,
        url: after.content.url,
        title: after.content.title,
        ...describeChange(before, after, changed),
        sameAs: [...new Set(others)].filter((id) => id !== before.id),
        links: linksOf(anew),
      },
      changed,
      hasOtherIdentities: others.length > 0,
    };
  });
}

/** What its address and text would be known by, as far as that is new. */
function newIdentities({ before, after }: MadeAnew): Identity[] {
  const namesOf = (identities: Identity[]) => new Set(identities.map(identityName));
  const was = namesOf(identitiesOf(before.feedId, '', before.content));
  return identitiesOf(before.feedId, '', after.content).filter(
    (identity) => identity.kind !== 'link' && !was.has(identityName(identity)),
  );
}

function addTo(result: Backtest, { change, changed, hasOtherIdentities }: Described): void {
  const isTelling = changed.some((field) => (result.fields[field] ?? 0) < examplesPerField);
  for (const field of changed) result.fields[field] = (result.fields[field] ?? 0) + 1;
  result.changed += 1;
  result.removedAnew += Number(change.removedAnew.length > 0);
  result.noLongerRemoved += Number(change.noLongerRemoved.length > 0);
  result.identities += Number(hasOtherIdentities);
  result.stories += Number(change.links.lost.length + change.links.gained.length > 0);
  if (isTelling && result.examples.length < maxExamples) result.examples.push(change);
}

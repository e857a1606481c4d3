import type { ArticleContent, Removal } from '../domain/article.ts';
import { type Identity, identityName, type MatchedBy } from '../domain/identity.ts';
import type { PublishStatus } from '../domain/kill.ts';

/** A normalized item that is about to become an article or a sighting of one. */
export interface Candidate {
  /** The id its article gets if nothing matches. */
  articleId: string;
  itemId: string;
  itemKey: string;
  feedId: string;
  seenAt: Date;
  identities: Identity[];
  content: ArticleContent;
  removed: Removal[];
  /** What its feed says of its use, or that its page is gone (410); absent where nothing is said. */
  status?: PublishStatus | 'gone' | undefined;
}

/** A candidate and the article it belongs to. */
export interface Resolved {
  candidate: Candidate;
  articleId: string;
  matchedBy: MatchedBy;
}

/**
 * Finds each candidate's article: the one that owns its strongest identity, else its own. An identity that a
 * candidate of the same batch owns leads to that candidate's article, so candidates come in the order in which
 * identities were claimed.
 * @param owners article id by identity name, for every identity of the candidates.
 */
export function resolveArticles(candidates: Candidate[], owners: ReadonlyMap<string, string>): Resolved[] {
  const articleOf = new Map<string, string>();
  return candidates.map((candidate) => {
    const resolved = resolveOne(candidate, owners, articleOf);
    articleOf.set(candidate.articleId, resolved.articleId);
    return resolved;
  });
}

/** The name of the identity that a candidate has as an item of its feed. */
export function itemNameOf({ itemId, identities }: Candidate): string {
  const item = identities.find(({ kind }) => kind === 'item');
  if (!item) throw new Error(`item ${itemId} has no identity`);
  return identityName(item);
}

/** The address counts for the first item that its feed has there alone; see docs/adr/0004. */
function resolveOne(
  candidate: Candidate,
  owners: ReadonlyMap<string, string>,
  articleOf: ReadonlyMap<string, string>,
): Resolved {
  const ownerOf = (identity: Identity) => owners.get(identityName(identity)) ?? candidate.articleId;
  let isLinkTaken = false;
  for (const identity of candidate.identities) {
    const { kind } = identity;
    const owner = ownerOf(identity);
    if (owner === candidate.articleId || (kind === 'url' && isLinkTaken)) continue;
    if (kind === 'link') isLinkTaken = true;
    else return { candidate, articleId: articleOf.get(owner) ?? owner, matchedBy: kind };
  }
  return { candidate, articleId: candidate.articleId, matchedBy: 'new' };
}

import type { HostTerms } from '../domain/host-terms.ts';
import type { Observer } from '../observe/observer.ts';
import type { Producer } from '../queue/producer.ts';
import type { Db } from '../store/db.ts';
import { findClaimedPage, type PageClaim } from '../store/page-waits.ts';
import { settlePage } from '../store/pages.ts';
import { type AskForPageDeps, askForPage } from './ask-for-page.ts';
import { awaitTurn, restHostIfAsked } from './host-turn.ts';

export interface FetchPageDeps extends AskForPageDeps {
  db: Db;
  producer: Producer;
  observer: Observer;
  /** Hosts that are asked in a way of their own. */
  hosts: readonly HostTerms[];
}

/**
 * Asks for the page that an item waits for, keeps what came, and lets the item be normalized, with the page or without.
 * Safe to run twice: only the claim counts, and it is gone once it is settled or the item has waited long enough.
 */
export async function fetchPage(deps: FetchPageDeps, claim: PageClaim, signal: AbortSignal): Promise<void> {
  const { db, now, producer, observer } = deps;
  const wait = await findClaimedPage(db, claim);
  if (wait === null) return;
  await awaitTurn(wait.startsAt, now(), signal);
  const startedAt = now();
  const { page, outcome } = await askForPage(deps, wait.url, signal);
  await restHostIfAsked(db, outcome, deps.hosts, now());
  const batch = await settlePage(db, claim, page);
  if (batch !== null) await producer.enqueue('normalize', [{ batch }]);
  observer.pageFetched(claim.itemId, page, {
    durationMs: page.fetchedAt.getTime() - startedAt.getTime(),
    isLate: batch === null,
  });
}

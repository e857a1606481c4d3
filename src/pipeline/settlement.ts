import type { FetchRecord } from '../domain/feed.ts';
import type {
  Fetched,
  FetchFailed,
  FetchFailureCode,
  FetchOutcome,
  NotModified,
} from '../domain/fetch-outcome.ts';
import type { ParsedFeed } from '../domain/parsed-feed.ts';
import type { FailureCause, PollOutcome } from '../schedule/poll.ts';

/** What a fetch came to: how it ended, and the feed where one was read. */
export interface FetchReading {
  outcome: FetchOutcome;
  feed: ParsedFeed | null;
  /** Why the body was no feed. */
  unreadable: { code: string; message: string } | null;
  /** The body's; null where there is none or it could not be read. */
  bodyHash: string | null;
  /** The body is the one that was read last. */
  isKnown: boolean;
}

/** The answer that a fetch ended with, redirects followed; null where it is none. */
export function answerOf(outcome: FetchOutcome): Fetched | NotModified | null {
  if (outcome.kind === 'moved') return outcome.answer;
  return outcome.kind === 'fetched' || outcome.kind === 'not-modified' ? outcome : null;
}

/** How long the server says that its answer is fresh, in seconds. */
export function maxAgeOf(outcome: FetchOutcome): number | null {
  return answerOf(outcome)?.hints.maxAgeSeconds ?? null;
}

export function pollOutcome({ outcome, unreadable }: FetchReading): PollOutcome {
  if (unreadable) return { kind: 'failure', cause: 'unreadable' };
  switch (outcome.kind) {
    case 'fetched':
    case 'not-modified':
    case 'moved':
      return { kind: 'success' };
    case 'gone':
      return { kind: 'gone' };
    case 'rate-limited':
      return { kind: 'rate-limited', retryAfterSeconds: outcome.hints.retryAfterSeconds };
    case 'failed':
      return { kind: 'failure', cause: causeOf(outcome) };
  }
}

/** The line of the fetch log, but for what only the store knows. */
export function fetchRecord(
  reading: FetchReading,
  startedAt: Date,
  endedAt: Date,
): Omit<FetchRecord, 'itemsNew' | 'itemsChanged'> {
  const { outcome, unreadable, isKnown } = reading;
  const answer = answerOf(outcome);
  const fault = unreadable ?? (outcome.kind === 'failed' ? outcome : null);
  return {
    startedAt: startedAt.toISOString(),
    durationMs: endedAt.getTime() - startedAt.getTime(),
    outcome: unreadable ? 'unreadable' : isKnown ? 'not-modified' : outcome.kind,
    code: fault?.code ?? null,
    status: outcome.kind === 'moved' ? outcome.answer.status : outcome.status,
    url: outcome.kind === 'moved' ? outcome.answer.url : outcome.url,
    bytes: answer?.kind === 'fetched' ? answer.body.byteLength : 0,
    items: reading.feed?.items.length ?? 0,
    message: fault?.message ?? standingFault(outcome),
  };
}

const refusals: ReadonlySet<FetchFailureCode> = new Set([
  'address-refused',
  'port-refused',
  'scheme-refused',
  'bot-wall',
]);

/** Refusals that are meant, and those of our own guard, do not pass by waiting a little. */
function causeOf({ code, status }: FetchFailed): FailureCause {
  if (refusals.has(code)) return 'refused';
  const isRefusal = status !== null && status >= 400 && status < 500 && status !== 408 && status !== 425;
  return isRefusal ? 'refused' : 'passing';
}

function standingFault(outcome: FetchOutcome): string | null {
  if (outcome.kind === 'gone') return 'the server says that this feed is gone for good (410)';
  if (outcome.kind !== 'rate-limited') return null;
  const { retryAfterSeconds } = outcome.hints;
  const wish = retryAfterSeconds === null ? '' : `; it asks to wait ${retryAfterSeconds} s`;
  return `the server refuses so many requests (${outcome.status})${wish}`;
}

import type { Fetched, FetchOutcome } from '../domain/fetch-outcome.ts';

/** The answer of an outcome that brought a body; null for every other. */
export function fetchedOf(outcome: FetchOutcome): Fetched | null {
  const answer = outcome.kind === 'moved' ? outcome.answer : outcome;
  return answer.kind === 'fetched' ? answer : null;
}

/** Why an outcome brought no body. */
export function fetchFaultOf(outcome: FetchOutcome): string {
  switch (outcome.kind) {
    case 'failed':
      return outcome.message;
    case 'gone':
      return `the server says it is gone for good (410) (${outcome.url})`;
    case 'rate-limited':
      return `the server refuses so many requests (${outcome.status}) (${outcome.url})`;
    default:
      return 'the server sent no body';
  }
}

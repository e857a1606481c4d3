import type { Fetched, FetchFailed, FetchOutcome } from '../domain/fetch-outcome.ts';
import type { PageOutcome, StoredPage } from '../domain/page.ts';
import { fetchedOf, fetchFaultOf } from '../fetch/fetched-of.ts';
import type { Fetcher } from '../fetch/fetcher.ts';
import type { RobotsGate } from './robots-gate.ts';

export interface AskForPageDeps {
  fetcher: Fetcher;
  admits: RobotsGate;
  now: () => Date;
}

const accept = 'text/html, application/xhtml+xml, */*;q=0.1';
const markup = /^\s*<(?:!doctype|html|head|body|\?xml|!--)/i;
const sniffedBytes = 1024;

/** One polite request for a web page, and what it came to. The headers of its feed may be secrets, and are not sent. */
export async function askForPage(
  { fetcher, admits, now }: AskForPageDeps,
  url: string,
  signal: AbortSignal,
): Promise<{ page: StoredPage; outcome: FetchOutcome }> {
  const outcome = await fetcher.fetch(
    { url, headers: {}, validators: { etag: null, lastModified: null }, accept, admits },
    signal,
  );
  signal.throwIfAborted();
  return { page: pageOf(outcome, now()), outcome };
}

function pageOf(outcome: FetchOutcome, fetchedAt: Date): StoredPage {
  const answer = fetchedOf(outcome);
  if (answer === null) return noPage(outcome, fetchedAt);
  const { url, status, contentType } = answer;
  const page = { url, fetchedAt, status, contentType };
  if (isHtml(answer)) return { ...page, outcome: 'fetched', message: null, body: answer.body };
  const message = `${contentType ?? 'what came'} is no web page (${url})`;
  return { ...page, outcome: 'not-html', message, body: null };
}

function noPage(outcome: FetchOutcome, fetchedAt: Date): StoredPage {
  const { url, status } = outcome.kind === 'moved' ? outcome.answer : outcome;
  const kind = outcome.kind === 'failed' ? kindOfFailure(outcome) : otherKind(outcome);
  const message = fetchFaultOf(outcome);
  return { url, fetchedAt, status, outcome: kind, contentType: null, message, body: null };
}

function otherKind({ kind }: FetchOutcome): PageOutcome {
  return kind === 'gone' || kind === 'rate-limited' ? kind : 'unreachable';
}

function kindOfFailure({ code }: FetchFailed): PageOutcome {
  switch (code) {
    case 'robots':
    case 'bot-wall':
    case 'too-large':
    case 'http-status':
      return code;
    case 'address-refused':
    case 'port-refused':
    case 'scheme-refused':
      return 'refused';
    default:
      return 'unreachable';
  }
}

function isHtml({ contentType, body }: Fetched): boolean {
  if (contentType !== null) return /^\s*(?:text\/html|application\/xhtml\+xml)\s*(?:;|$)/i.test(contentType);
  return markup.test(Buffer.from(body.subarray(0, sniffedBytes)).toString('latin1'));
}

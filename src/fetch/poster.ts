import type { Dispatcher } from 'undici';
import type { Blame, PostOutcome } from '../domain/post-outcome.ts';
import { endedBy, startDeadline } from './deadline.ts';
import { faultOfError } from './fault-of-error.ts';
import type { FetchLimits } from './fetch-limits.ts';
import type { FetcherSurroundings } from './fetcher.ts';
import { freshnessHints } from './freshness-hints.ts';
import { createGuardedDispatcher, resolveBySystem } from './guarded-dispatcher.ts';
import { firstHop, type Hop, nextHop, shownAddress } from './redirect-hop.ts';
import { headerOf } from './response-headers.ts';

/** What is sent, as it is. */
export interface PostedMessage {
  /** With `content-type`; names in small letters. */
  headers: Record<string, string>;
  body: string;
}

/** Sends by POST, to public addresses only as the fetcher does. */
export interface Poster {
  /** Never rejects for what the network does or for a bad address: that is `failed`. Ends at `timeoutMs`. */
  post(url: string, message: PostedMessage, signal: AbortSignal): Promise<PostOutcome>;
  close(): Promise<void>;
}

/** Of what a server answers. */
const maxAnswerChars = 200;
const maxUnwantedBodyBytes = 64 * 1024;

/**
 * A poster with a connection pool of its own; the real clock and resolver by default. `timeoutSetting` set `timeoutMs`. Follows redirects that repeat a
 * POST as it is (RFC 9110 §15.4.8, §15.4.9), `maxRedirects` of them; all others are refusals.
 */
export function createPoster(
  limits: FetchLimits,
  {
    now = () => new Date(),
    resolveHost = resolveBySystem,
    timeoutSetting,
  }: Partial<FetcherSurroundings & { timeoutSetting: string }> = {},
): Poster {
  const dispatcher = createGuardedDispatcher(limits, resolveHost);
  const send = ({ url }: Hop, { headers, body }: PostedMessage, signal: AbortSignal) => {
    const response = dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: { 'user-agent': limits.userAgent, ...headers },
      body,
      signal,
    });
    return endedBy(signal, response);
  };
  return {
    async post(url, message, signal) {
      const deadline = startDeadline(limits.timeoutMs, signal, timeoutSetting);
      try {
        let hop = firstHop(url);
        for (;;) {
          const response = await send(hop, message, deadline.signal);
          if (limits.maxRedirects === 0 || !keepsMethod(response.statusCode))
            return await outcomeOf(response, now());
          await response.body.dump({ limit: maxUnwantedBodyBytes });
          const location = headerOf(response.headers, 'location');
          hop = nextHop(hop, response.statusCode, location, limits.maxRedirects);
        }
      } catch (error) {
        return { kind: 'failed', message: `${faultOfError(error).message} (${shownAddress(url)})` };
      } finally {
        deadline.clear();
      }
    },
    close: () => dispatcher.close(),
  };
}

function keepsMethod(status: number): boolean {
  return status === 307 || status === 308;
}

async function outcomeOf(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  now: Date,
): Promise<PostOutcome> {
  const answer = await beginningOf(body);
  if (status >= 200 && status < 300) return { kind: 'accepted', status, answer };
  const { retryAfterSeconds } = freshnessHints(headers, now);
  const message = `the server answered ${status}${answer && `: ${answer}`}`;
  return { kind: 'refused', status, blame: blameOf(status), message, retryAfterSeconds };
}

/** A client error is the message's, but for those that speak of the time (408, 429) and of the address (410). */
function blameOf(status: number): Blame {
  if (status === 410) return 'gone';
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'message' : 'target';
}

/** On one line. The connection of an answer that goes on is given up. */
async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  body.on('error', () => {});
  let text = '';
  for await (const chunk of body) {
    text += Buffer.from(chunk).toString('utf8');
    if (text.length >= maxAnswerChars) break;
  }
  return text
    .slice(0, maxAnswerChars)
    .replace(/[\p{Cc}\s\ufffd]+/gu, ' ')
    .trim();
}

import type { Dispatcher } from 'undici';
import type { PostOutcome } from '../domain/post-outcome.ts';
import { endedBy, startDeadline } from './deadline.ts';
import { faultOfError } from './fault-of-error.ts';
import type { FetchLimits } from './fetch-limits.ts';
import type { FetcherSurroundings } from './fetcher.ts';
import { freshnessHints } from './freshness-hints.ts';
import { createGuardedDispatcher, resolveBySystem } from './guarded-dispatcher.ts';
import { firstHop, type Hop, nextHop, shownAddress } from './redirect-hop.ts';
import { headerOf } from './response-headers.ts';

/** Sends forms (application/x-www-form-urlencoded), to public addresses only as the fetcher does. */
export interface FormPoster {
  /** Never rejects for what the network does or for a bad address: that is `failed`. Ends at `fetch.timeoutMs`. */
  post(url: string, form: URLSearchParams, signal: AbortSignal): Promise<PostOutcome>;
  close(): Promise<void>;
}

/** Of the reason that a server gives for refusing. */
const maxReasonChars = 200;
const maxUnwantedBodyBytes = 64 * 1024;

/** A poster with a connection pool of its own; the real clock and resolver by default. */
export function createFormPoster(
  limits: FetchLimits,
  { now = () => new Date(), resolveHost = resolveBySystem }: Partial<FetcherSurroundings> = {},
): FormPoster {
  const dispatcher = createGuardedDispatcher(limits, resolveHost);
  const send = (hop: Hop, form: URLSearchParams, signal: AbortSignal) => {
    const response = dispatcher.request({
      origin: hop.url.origin,
      path: hop.url.pathname + hop.url.search,
      method: 'POST',
      headers: { 'user-agent': limits.userAgent, 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
      signal,
    });
    return endedBy(signal, response);
  };
  return {
    async post(url, form, signal) {
      const deadline = startDeadline(limits.timeoutMs, signal);
      try {
        let hop = firstHop(url);
        for (;;) {
          const response = await send(hop, form, deadline.signal);
          if (!keepsMethod(response.statusCode)) return await outcomeOf(response, now());
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

/** Redirects that repeat a POST as it is (RFC 9110 §15.4.8, §15.4.9). */
function keepsMethod(status: number): boolean {
  return status === 307 || status === 308;
}

async function outcomeOf(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  now: Date,
): Promise<PostOutcome> {
  if (status >= 200 && status < 300) {
    await body.dump({ limit: maxUnwantedBodyBytes });
    return { kind: 'accepted', status };
  }
  const reason = await beginningOf(body);
  const { retryAfterSeconds } = freshnessHints(headers, now);
  const message = `the server answered ${status}${reason && `: ${reason}`}`;
  return { kind: 'refused', status, message, retryAfterSeconds };
}

/** The first chunk, on one line; the rest is cut off. */
async function beginningOf(body: Dispatcher.ResponseData['body']): Promise<string> {
  body.on('error', () => {});
  for await (const chunk of body) {
    const text = Buffer.from(chunk).toString('utf8').slice(0, maxReasonChars);
    return text.replace(/[\p{Cc}\s\ufffd]+/gu, ' ').trim();
  }
  return '';
}

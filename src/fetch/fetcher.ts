import type { Agent, Dispatcher } from 'undici';
import type { FetchFailed, FetchOutcome } from '../domain/fetch-outcome.ts';
import { endedBy, startDeadline } from './deadline.ts';
import { faultOfError } from './fault-of-error.ts';
import { FetchFault } from './fetch-fault.ts';
import type { FetchLimits } from './fetch-limits.ts';
import { freshnessHints, noHints } from './freshness-hints.ts';
import { createGuardedDispatcher, type ResolveHost, resolveBySystem } from './guarded-dispatcher.ts';
import { type Redirected, readAnswer, type WantedBody } from './read-answer.ts';
import { firstHop, type Hop, shownAddress } from './redirect-hop.ts';
import { type OwnHeaders, requestHeaders } from './request-headers.ts';

/** One polite GET. `url` may hold userinfo, which is sent as Basic credentials to its own origin. */
export interface FetchRequest extends OwnHeaders, WantedBody {
  url: string;
  /** Asked before every hop, redirects included; where it says no, the fetch fails as `robots`. */
  admits?: (url: URL, signal: AbortSignal) => Promise<boolean>;
}

export interface Fetcher {
  /** As it is sent; its beginning is the name that a robots.txt may speak to. */
  readonly userAgent: string;
  /** Never rejects for what the network does or for a bad address: that is `failed`. Ends at `fetch.timeoutMs`. */
  fetch(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome>;
  /** Waits for the fetches under way, then closes the connections. */
  close(): Promise<void>;
}

/** What a fetcher takes from outside. */
export interface FetcherSurroundings {
  now: () => Date;
  resolveHost: ResolveHost;
}

interface FetchRun {
  limits: FetchLimits;
  now: () => Date;
  dispatcher: Agent;
  request: FetchRequest;
  signal: AbortSignal;
}

/**
 * A fetcher with a connection pool of its own; the real clock and resolver by default.
 * Throws `invalid-settings` for an entry of allowHosts that cannot be read.
 */
export function createFetcher(limits: FetchLimits, surroundings: Partial<FetcherSurroundings> = {}): Fetcher {
  const { now = () => new Date(), resolveHost = resolveBySystem } = surroundings;
  const dispatcher = createGuardedDispatcher(limits, resolveHost);
  let closing: Promise<void> | undefined;
  return {
    userAgent: limits.userAgent,
    async fetch(request, signal) {
      const deadline = startDeadline(limits.timeoutMs, signal);
      try {
        return await followRedirects({ limits, now, dispatcher, request, signal: deadline.signal });
      } finally {
        deadline.clear();
      }
    },
    close() {
      closing ??= dispatcher.close();
      return closing;
    },
  };
}

async function followRedirects(run: FetchRun): Promise<FetchOutcome> {
  let hop: Hop;
  try {
    hop = firstHop(run.request.url);
  } catch (error) {
    return failed(error, run.request.url, null);
  }
  for (;;) {
    const end = await takeHop(run, hop);
    if (end.kind !== 'redirected') return end;
    hop = end.to;
  }
}

async function takeHop(run: FetchRun, hop: Hop): Promise<FetchOutcome | Redirected> {
  let response: Dispatcher.ResponseData | null = null;
  let hints = noHints;
  try {
    run.signal.throwIfAborted();
    await admit(run, hop);
    response = await send(run, hop);
    hints = freshnessHints(response.headers, run.now());
    return await readAnswer(response, hints, hop, run.request, run.limits);
  } catch (error) {
    return { ...failed(error, hop.url, response?.statusCode ?? null), hints };
  }
}

async function admit({ request, signal }: FetchRun, hop: Hop): Promise<void> {
  if (request.admits === undefined || (await request.admits(hop.url, signal))) return;
  throw new FetchFault('robots', `robots.txt of ${hop.url.origin} does not allow it, or cannot be read`);
}

function send({ dispatcher, request, limits, signal }: FetchRun, hop: Hop): Promise<Dispatcher.ResponseData> {
  const response = dispatcher.request({
    origin: hop.url.origin,
    path: hop.url.pathname + hop.url.search,
    method: 'GET',
    headers: requestHeaders(hop, request, limits.userAgent),
    signal,
  });
  return endedBy(signal, response);
}

function failed(error: unknown, address: URL | string, status: number | null): FetchFailed {
  const { code, message } = faultOfError(error);
  const url = shownAddress(address);
  return { kind: 'failed', code, status, url, message: `${message} (${url})`, hints: noHints };
}

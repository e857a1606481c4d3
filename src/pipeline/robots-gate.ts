import type { FetchOutcome } from '../domain/fetch-outcome.ts';
import type { Robots, RobotsMemory } from '../domain/robots.ts';
import { fetchedOf } from '../fetch/fetched-of.ts';
import type { Fetcher } from '../fetch/fetcher.ts';
import { readRobots } from '../fetch/robots-rules.ts';

export interface RobotsGateDeps {
  fetcher: Fetcher;
  robots: RobotsMemory;
  now: () => Date;
}

/** Whether a robots.txt lets us ask for an address. */
export type RobotsGate = (url: URL, signal: AbortSignal) => Promise<boolean>;

/** What is read of a robots.txt (RFC 9309 §2.5). */
const readBytes = 500 * 1024;
const longestSeconds = 86_400;
const shortestSeconds = 3600;
/** After so long a robots.txt that could not be had is asked for again. */
const retrySeconds = 600;

/** A gate that asks for the robots.txt of each origin once a day at most, and shares what it learns by the memory. */
export function createRobotsGate(deps: RobotsGateDeps): RobotsGate {
  return async (url, signal) => {
    const known = await deps.robots.find(url.origin);
    const robots =
      known !== null && known.expiresAt > deps.now() ? known : await learn(deps, url.origin, known, signal);
    if (robots.access !== 'rules') return robots.access === 'all';
    return readRobots(url.origin, robots.body ?? '', deps.fetcher.userAgent).allows(url);
  };
}

async function learn(
  { fetcher, robots, now }: RobotsGateDeps,
  origin: string,
  known: Robots | null,
  signal: AbortSignal,
): Promise<Robots> {
  const outcome = await fetcher.fetch(
    {
      url: `${origin}/robots.txt`,
      headers: {},
      validators: { etag: null, lastModified: null },
      accept: 'text/plain, */*;q=0.5',
      beginningBytes: readBytes,
    },
    signal,
  );
  signal.throwIfAborted();
  const expiresAt = new Date(now().getTime() + freshSeconds(outcome) * 1000);
  const learned = { ...learnedFrom(outcome, known, { origin, userAgent: fetcher.userAgent }), expiresAt };
  if (!isOwnRefusal(outcome)) await robots.keep(origin, learned);
  return learned;
}

/** What an answer says (RFC 9309 §2.3.1): 4xx that there are no rules; faults of server and network, that all is forbidden. */
function learnedFrom(
  outcome: FetchOutcome,
  known: Robots | null,
  { origin, userAgent }: { origin: string; userAgent: string },
): Omit<Robots, 'expiresAt'> {
  const answer = fetchedOf(outcome);
  if (answer) {
    const body = Buffer.from(answer.body).toString('utf8');
    return { access: 'rules', body, crawlDelayMs: readRobots(origin, body, userAgent).crawlDelayMs };
  }
  if (hasNone(outcome) || isOwnRefusal(outcome)) return { access: 'all', body: null, crawlDelayMs: null };
  return known?.access === 'rules' ? known : { access: 'none', body: null, crawlDelayMs: null };
}

function hasNone(outcome: FetchOutcome): boolean {
  if (outcome.kind === 'gone') return true;
  if (outcome.kind !== 'failed') return false;
  const isRefusal = outcome.status !== null && outcome.status >= 400 && outcome.status < 500;
  return isRefusal || outcome.code === 'too-many-redirects' || outcome.code === 'bad-redirect';
}

/** Where we do not reach robots.txt, we do not reach the page: that says why by itself. */
function isOwnRefusal(outcome: FetchOutcome): boolean {
  return (
    outcome.kind === 'failed' &&
    ['address-refused', 'port-refused', 'scheme-refused', 'dns'].includes(outcome.code)
  );
}

function freshSeconds(outcome: FetchOutcome): number {
  const answer = fetchedOf(outcome);
  if (!answer) return hasNone(outcome) ? longestSeconds : retrySeconds;
  const maxAge = answer.hints.maxAgeSeconds ?? longestSeconds;
  return Math.min(Math.max(maxAge, shortestSeconds), longestSeconds);
}

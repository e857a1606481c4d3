import { createRequire } from 'node:module';
import type robotsModule from 'robots-parser';

// Its types tell of a default export, which the CommonJS module has not.
const robotsParser = createRequire(import.meta.url)('robots-parser') as typeof robotsModule.default;

/** Longer wishes are for crawlers that come for whole sites, in milliseconds. */
const maxCrawlDelayMs = 10_000;
/** What is longer is compared so far, in characters: the work is length of rules times length of address. */
const maxAddressChars = 1_000;

/** What a robots.txt says to one user agent. */
export interface RobotsRules {
  allows(url: URL): boolean;
  /** Null where no delay is wished. */
  crawlDelayMs: number | null;
}

/** Reads a robots.txt (RFC 9309). `userAgent` begins with the product token that its groups may name. */
export function readRobots(origin: string, body: string, userAgent: string): RobotsRules {
  const robots = robotsParser(`${origin}/robots.txt`, body);
  const delaySeconds = robots.getCrawlDelay(userAgent);
  return {
    allows: ({ pathname, search }) =>
      robots.isAllowed(`${origin}${pathname}${search}`.slice(0, maxAddressChars), userAgent) !== false,
    crawlDelayMs:
      delaySeconds === undefined || !(delaySeconds > 0)
        ? null
        : Math.min(delaySeconds * 1000, maxCrawlDelayMs),
  };
}

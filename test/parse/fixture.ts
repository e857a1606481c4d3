import { readFileSync } from 'node:fs';
import type { ParsedFeed } from '../../src/domain/parsed-feed.ts';
import { parseFeed } from '../../src/parse/parse-feed.ts';

export function readFixture(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/feeds/${name}`, import.meta.url));
}

/** The feed in bytes or text; fails the test where there is none. */
export async function feedOf(
  input: Uint8Array | string,
  about: { contentType?: string; baseUrl?: string } = {},
): Promise<ParsedFeed> {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  const outcome = await parseFeed(bytes, {
    contentType: about.contentType ?? null,
    baseUrl: about.baseUrl ?? null,
  });
  if (outcome.kind !== 'feed') throw new Error(`${outcome.code}: ${outcome.message}`);
  return outcome.feed;
}

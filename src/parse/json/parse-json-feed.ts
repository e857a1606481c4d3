import type { FeedProblem, ParseOutcome } from '../../domain/parsed-feed.ts';
import { unreadable } from '../unreadable.ts';
import { mapJsonFeed } from './map-json-feed.ts';
import { member, textMember } from './read-value.ts';

/** Reads text that starts like a JSON object as a JSON Feed. */
export function parseJsonFeed(
  text: string,
  decoding: FeedProblem[],
  options: { baseUrl: string | null; maxItems: number },
): ParseOutcome {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'it cannot be read';
    return unreadable(
      'malformed-json',
      `the document starts like JSON, but is none: ${reason}; check its source`,
    );
  }
  const isFeed = Array.isArray(member(json, 'items')) || /jsonfeed/i.test(textMember(json, 'version') ?? '');
  if (isFeed) {
    const feed = mapJsonFeed(json, options.baseUrl, options.maxItems);
    return { kind: 'feed', feed: { ...feed, problems: [...decoding, ...feed.problems] } };
  }
  return unreadable('not-a-feed', 'the document is JSON without "items", not a JSON Feed; check the address');
}

import type { FeedItem, ParsedFeed } from '../domain/parsed-feed.ts';

/** Clocks of servers go wrong by hours, and zones by a day. */
const toleranceMs = 48 * 3_600_000;

/** There was no feed before; who was born with the web stays unflagged. */
const firstYear = '1990';

/**
 * Names items whose dates cannot be true: in the future, or before there was a web. The dates stay as given; articles are
 * in the order in which they were first seen.
 */
export function flagDates(feed: ParsedFeed, now: Date): void {
  const latest = new Date(now.getTime() + toleranceMs).toISOString();
  const future = feed.items.filter((item) => datesOf(item).some((date) => date > latest));
  const absurd = feed.items.filter((item) => datesOf(item).some((date) => date < firstYear));
  flag(feed, 'future-date', 'in the future', future, (date) => date > latest);
  flag(feed, 'absurd-date', `before ${firstYear}`, absurd, (date) => date < firstYear);
}

function flag(
  { problems }: ParsedFeed,
  code: string,
  when: string,
  items: FeedItem[],
  isOdd: (date: string) => boolean,
): void {
  const [first] = items;
  if (first === undefined) return;
  const example = `${datesOf(first).find(isOdd)} (${JSON.stringify((first.title ?? first.key).slice(0, 60))})`;
  problems.push({ code, message: `${items.length} items are dated ${when}, e.g. ${example}; kept as given` });
}

function datesOf({ published, updated }: FeedItem): string[] {
  return [published, updated].filter((date) => date !== null);
}

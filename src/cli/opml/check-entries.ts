import { parseFeedDefinition } from '../../config/feeds-file.ts';
import { WiredeskError } from '../../domain/errors.ts';
import type { FeedDefinition } from '../../domain/feed-definition.ts';
import type { OpmlEntry } from './read-opml.ts';

/** Where an entry stands in its file. */
export interface EntryPlace {
  number: number;
  line: number;
  url: string | null;
}

/** An entry that is left out, and why. */
export interface LeftOut extends EntryPlace {
  code: 'no-url' | 'bad-url' | 'duplicate';
  reason: string;
}

/** An entry as a feed that can be polled. */
export interface CheckedEntry extends EntryPlace {
  definition: FeedDefinition;
}

const maxNameLength = 300;

/** Tells the entries that are feeds from those that are none, and from feeds that stand in the file already. */
export function checkEntries(entries: readonly OpmlEntry[]): { feeds: CheckedEntry[]; leftOut: LeftOut[] } {
  const lines = new Map<string, number>();
  const feeds: CheckedEntry[] = [];
  const leftOut: LeftOut[] = [];
  for (const entry of entries) {
    const { number, line, url } = entry;
    const place = { number, line, url };
    const checked = url === null ? withoutUrl(entry) : define(entry, url);
    if ('code' in checked) {
      leftOut.push({ ...place, ...checked });
      continue;
    }
    const { href } = new URL(checked.url);
    const earlier = lines.get(href);
    if (earlier === undefined) feeds.push({ ...place, definition: checked });
    else leftOut.push({ ...place, code: 'duplicate', reason: `its url stands on line ${earlier} already` });
    lines.set(href, earlier ?? line);
  }
  return { feeds, leftOut };
}

type Fault = Pick<LeftOut, 'code' | 'reason'>;

function withoutUrl({ site }: OpmlEntry): Fault {
  const wayOut = site === null ? '' : `; look for the feeds of its site with: wiredesk feeds add ${site}`;
  return { code: 'no-url', reason: `it has no xmlUrl${wayOut}` };
}

function define({ outlet, section, language }: OpmlEntry, url: string): FeedDefinition | Fault {
  try {
    const names = { outlet: outlet?.slice(0, maxNameLength), section: section?.slice(0, maxNameLength) };
    return parseFeedDefinition({ url, ...names, language });
  } catch (error) {
    if (!(error instanceof WiredeskError)) throw error;
    return { code: 'bad-url', reason: error.message };
  }
}

import { Readable } from 'node:stream';
import FeedParser from 'feedparser';
import { parseFeed as parseWithFeedsmith } from 'feedsmith';
import Parser from 'rss-parser';
import { parseFeed } from '../../src/parse/parse-feed.ts';

/** Reads a document and says how many items it has. */
type Read = (document: Buffer) => Promise<number>;

/** Wiredesk's reader and those of other packages, by name. */
export const readers: Record<string, Read> = {
  wiredesk: readWithWiredesk,
  'rss-parser': readWithRssParser,
  feedsmith: async (document) => itemsOf(parseWithFeedsmith(document.toString()).feed),
  feedparser: readWithFeedparser,
};

async function readWithWiredesk(document: Buffer): Promise<number> {
  const outcome = await parseFeed(document, {
    contentType: null,
    baseUrl: 'https://outlet.example/feed.xml',
    maxBytes: document.length,
    maxItems: Number.MAX_SAFE_INTEGER,
  });
  return outcome.kind === 'feed' ? outcome.feed.items.length : 0;
}

const rssParser = new Parser();

async function readWithRssParser(document: Buffer): Promise<number> {
  return (await rssParser.parseString(document.toString())).items.length;
}

async function readWithFeedparser(document: Buffer): Promise<number> {
  let items = 0;
  const parser = new FeedParser({ feedurl: 'https://outlet.example/feed.xml' });
  Readable.from([document]).pipe(parser);
  for await (const _ of parser) items += 1;
  return items;
}

function itemsOf(feed: object): number {
  const { items, entries } = feed as { items?: unknown[]; entries?: unknown[] };
  return (items ?? entries ?? []).length;
}

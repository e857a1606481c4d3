import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { decodeText } from '../../src/cli/input/decode-text.ts';
import { normalize } from '../../src/normalize/normalize.ts';
import { noClaims } from '../../src/normalize/normalize-input.ts';
import type { NormalizeRules } from '../../src/normalize/rules.ts';
import type { Gold, GoldByline, GoldPage } from './read-gold.ts';
import { type PageScore, scoreAuthors, scorePage } from './score-page.ts';

/** What a byline stands above when it is scored. */
const bodyBelowByline =
  'The council of Port Ellery voted on Monday to light the old lighthouse again, after three winters in which ships found their way into the harbour by the smell of the fish market alone.';

export interface Accuracy {
  pages: PageScore[];
  bylines: { file: string; authors: PageScore['authors'] }[];
  /** Of a processor, for normalizing without reading files. */
  pagesPerSecond: number;
}

/** Normalizes all pages and bylines of a gold file and scores them. */
export function measureAccuracy(gold: Gold, rules: NormalizeRules): Accuracy {
  let spentMs = 0;
  const pages = gold.pages.map((page) => {
    const input = { type: page.type, body: readPage(page), url: page.url ?? null, claims: noClaims };
    const start = process.cpuUsage();
    const { content } = normalize(input, rules);
    const { user, system } = process.cpuUsage(start);
    spentMs += (user + system) / 1000;
    return scorePage(page, content);
  });
  const bylines = gold.bylines.map((byline) => scoreByline(byline, rules));
  return { pages, bylines, pagesPerSecond: spentMs === 0 ? 0 : (1000 * pages.length) / spentMs };
}

function scoreByline(byline: GoldByline, rules: NormalizeRules): Accuracy['bylines'][number] {
  const body = `Lighthouse to be lit again\n\n${byline.byline}\n\n${bodyBelowByline}`;
  const { content } = normalize({ type: 'text', body, url: null, claims: noClaims }, rules);
  return { file: byline.byline, authors: scoreAuthors(byline, content) };
}

/** The page as text; a packed file is unpacked. */
export function readPage({ path }: GoldPage): string {
  const bytes = readFileSync(path);
  const unpacked = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  return decodeText(unpacked, null) ?? '';
}

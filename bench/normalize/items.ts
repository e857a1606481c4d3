import { join } from 'node:path';
import { normalize } from '../../src/normalize/normalize.ts';
import { type NormalizeInput, noClaims } from '../../src/normalize/normalize-input.ts';
import { readRules } from '../../workers/rules.ts';
import { newsItem } from '../corpus/news-item.ts';

const items = 1000;

/** Normalizes invented feed items, all of them a round: from the raw item to the article. */
export function normalizeItems(seed: number): { count: number; bytes: number; run: () => Promise<void> } {
  const rules = readRules(join(import.meta.dirname, '../../config')).common;
  const inputs = Array.from({ length: items }, (_, number) => inputOf(seed, number));
  const bytes = inputs.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
  const run = async (): Promise<void> => {
    for (const input of inputs) normalize(input, rules);
  };
  return { count: items, bytes, run };
}

function inputOf(seed: number, number: number): NormalizeInput {
  const { html, url, title, author, section, summary, publishedAt } = newsItem(seed, number % 50, number);
  return {
    type: 'html',
    body: html,
    url,
    claims: {
      ...noClaims,
      title,
      section,
      language: 'en',
      summary,
      authors: [{ name: author, email: null, url: null }],
      published: publishedAt.toISOString(),
    },
  };
}

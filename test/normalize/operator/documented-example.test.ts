import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { normalize } from '../../../src/normalize/normalize.ts';
import { noClaims } from '../../../src/normalize/normalize-input.ts';
import { bookOf } from './ruling.ts';

const docs = readFileSync(new URL('../../../docs/rules.md', import.meta.url), 'utf8');

function example(language: string): string {
  const [, text = ''] = docs.split(`\`\`\`${language}\n`);
  return text.split('```')[0] ?? '';
}

test('the example in docs/rules.md makes the article that it shows', () => {
  const url = 'https://example.com/a';
  const rules = bookOf({ 'sites/example.com.yaml': parse(example('yaml')) }).rulesFor(null, url);
  const input = { type: 'page' as const, body: example('html'), url, claims: noClaims };
  const { title, section, authors, publishedAt, bodyText } = normalize(input, rules).content;
  const names = authors.map(({ name }) => name);
  expect({ title, section, authors: names, publishedAt, bodyText }).toEqual(JSON.parse(example('json')));
});

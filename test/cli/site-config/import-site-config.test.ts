import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { importSiteConfig, isSiteConfigName } from '../../../src/cli/site-config/import-site-config.ts';
import { siteRulesSchema } from '../../../src/normalize/rules.ts';

const config = `# A comment
title: //h1[@class='head']
author: //meta[@name="author"]/@content
author: substring-after(//p[@class='by'], 'By ')
date: //time/@datetime
body: //div[@id='story']
body: //article

strip: //aside
strip: //img/@width
strip_id_or_class: "share-bar"
strip_image_src: /pixel/
replace_string(<noscript>): <div>
single_page_link: //a[@rel='print']
prune: no
test_url: https://example.com/a
what is this
`;

test('a site config becomes a file of config/sites, and every line that cannot be carried is told', () => {
  const { name, yaml, carried, left } = importSiteConfig('example.com.txt', config);
  expect(name).toBe('example.com.yaml');
  expect(siteRulesSchema.parse(parse(yaml))).toEqual({
    hosts: ['example.com'],
    body: ['div[id="story"]', 'article'],
    remove: ['aside', '[id*="share-bar"], [class*="share-bar"]', 'img[src*="/pixel/"]'],
    fields: {
      title: ['h1[class="head"]'],
      authors: ['meta[name="author"] @content'],
      published: ['time @datetime'],
    },
  });
  expect(carried).toBe(8);
  expect(left.map(({ line, directive }) => `${line} ${directive}`)).toEqual([
    '4 author',
    '10 strip',
    '13 replace_string',
    '14 single_page_link',
    '17 ',
  ]);
});

test('a file for the subdomains of a host stands beside that for the host', () => {
  const below = importSiteConfig('.example.com.txt', 'body: //main');
  expect(below.name).toBe('below.example.com.yaml');
  expect(parse(below.yaml)).toEqual({ hosts: ['*.example.com'], body: ['main'] });
});

test('a file without a line that can be carried becomes none', () => {
  expect(importSiteConfig('example.com.txt', 'prune: no\ntidy: no')).toMatchObject({ name: null, left: [] });
});

test.each([
  ['example.com.txt', true],
  ['.example.co.uk.txt', true],
  ['global.txt', false],
  ['../example.com.txt', false],
])('%s is called as site configs are: %s', (name, isName) => {
  expect(isSiteConfigName(name)).toBe(isName);
});

test('whatever stands in a site config, what is made of it holds good', () => {
  const directive = fc.constantFrom(
    'body',
    'strip',
    'title',
    'author',
    'date',
    'strip_id_or_class',
    'strip_image_src',
  );
  const value = fc.oneof(
    fc.string(),
    fc.constantFrom(
      '//p',
      '//div[@class="a b"]',
      "//a[contains(@href, '\\\\')]",
      '"',
      'a"b\\',
      'x'.repeat(600),
    ),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(directive, value), { minLength: 1 }), (lines) => {
      const text = lines.map(([name, said]) => `${name}: ${said}`).join('\n');
      const { name, yaml } = importSiteConfig('example.com.txt', text);
      if (name !== null) expect(siteRulesSchema.safeParse(parse(yaml)).error).toBeUndefined();
    }),
  );
});

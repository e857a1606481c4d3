import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseFeedDefinition, readFeedsFile } from '../../src/config/feeds-file.ts';
import { WiredeskError } from '../../src/domain/errors.ts';
import { feedRulesSchema } from '../../src/normalize/rules.ts';
import { configFolderWith, faultsOf } from './config-folder.ts';

function read(yaml: string) {
  return readFeedsFile(join(configFolderWith({ 'feeds.yaml': yaml }), 'feeds.yaml'));
}

function faults(yaml: string) {
  const folder = configFolderWith({ 'feeds.yaml': yaml });
  return faultsOf(() => readFeedsFile(join(folder, 'feeds.yaml')), folder);
}

const plain = {
  key: 'https://a.example/feed',
  url: 'https://a.example/feed',
  outlet: null,
  section: null,
  language: null,
  schedule: null,
  headers: {},
  rules: null,
  paused: false,
  fullText: null,
};

describe('feeds file', () => {
  test('tells what a feed has where an unknown key is near to none of it', () => {
    const { lines } = faults('feeds:\n  - url: https://a.example/\n    schedule: 60s\n');
    expect(lines).toEqual([
      expect.stringMatching(
        /:3: schedule is not known; the nearest known key is .*\bevery, minEvery, maxEvery, cron\b/,
      ),
    ]);
  });

  test('tells of rules that nothing follows, with line and the nearest known key', () => {
    const yaml =
      'feeds:\n  - url: https://a.example/feed\n    rules:\n      byline:\n        leeds: { en: [by] }\n        roles: { en: [1] }\n';
    const folder = configFolderWith({ 'feeds.yaml': yaml });
    const path = join(folder, 'feeds.yaml');
    const { lines } = faultsOf(() => readFeedsFile(path, feedRulesSchema), folder);
    expect(lines[0]).toBe(
      'feeds.yaml:5: rules.byline.leeds is not known; the nearest known key is rules.byline.leads',
    );
    expect(lines[1]).toMatch(/^feeds.yaml:6: rules.byline.roles.en\[0\] is 1; /);
    expect(lines).toHaveLength(2);
  });

  test('tells of selectors and patterns that are none, with line and reason', () => {
    const yaml =
      'feeds:\n  - url: https://a.example/feed\n    rules:\n      remove:\n        - .ad\n        - div[\n      removeLines: ["(?!a)b"]\n';
    const folder = configFolderWith({ 'feeds.yaml': yaml });
    const { lines } = faultsOf(() => readFeedsFile(join(folder, 'feeds.yaml'), feedRulesSchema), folder);
    expect(lines).toEqual([
      expect.stringMatching(
        /^feeds.yaml:6: rules.remove\[1\] is "div\["; use a CSS selector; it cannot be read/,
      ),
      expect.stringMatching(
        /^feeds.yaml:7: rules.removeLines\[0\] is .* in the syntax of RE2, without look-around/,
      ),
    ]);
  });

  test('gives a feed of which only the url is known its url as key, and the default schedule', () => {
    expect(read('feeds:\n  - url: https://a.example/feed\n')).toEqual([plain]);
  });

  test('gives a feed everything that is said of it, in canonical form', () => {
    const [first, second] = read(`
feeds:
  - { key: world, url: 'https://a.example/feed', outlet: The Ledger, section: World, language: pt-br, every: 2h, paused: true }
  - url: http://b.example/
    cron: '0 6-20 * * 1-5'
    timezone: Europe/Berlin
    headers: { X-Token: 'abc' }
    rules: { byline: { drop: [Staff] } }
`);
    expect(first).toEqual({
      ...plain,
      key: 'world',
      outlet: 'The Ledger',
      section: 'World',
      language: 'pt-BR',
      schedule: { kind: 'interval', seconds: 7200 },
      paused: true,
    });
    expect(second).toMatchObject({
      schedule: { kind: 'cron', expression: '0 6-20 * * 1-5', timezone: 'Europe/Berlin' },
      headers: { 'x-token': 'abc' },
      rules: { byline: { drop: ['Staff'] } },
    });
  });

  test('bounds the pace of a feed', () => {
    const [first, second] = read(`
feeds:
  - { url: 'https://a.example/feed', minEvery: 5m, maxEvery: 6h }
  - { url: 'https://b.example/feed', maxEvery: 1h }
`);
    expect(first?.schedule).toEqual({ kind: 'paced', minSeconds: 300, maxSeconds: 21_600 });
    expect(second?.schedule).toEqual({ kind: 'paced', minSeconds: null, maxSeconds: 3600 });
  });

  test('reads an empty list as no feeds', () => {
    expect(read('feeds: []\n')).toEqual([]);
  });

  test('reads 10,000 feeds', () => {
    const feed = (i: number) =>
      `  - url: https://site${i}.example/feed\n    outlet: Outlet ${i}\n    every: 15m\n`;
    expect(read(`feeds:\n${Array.from({ length: 10_000 }, (_, i) => feed(i)).join('')}`)).toHaveLength(
      10_000,
    );
  });
});

describe('faults in the feeds file', () => {
  test('are reported all at once, each with its line', () => {
    const { code, lines } = faults(`feeds:
  - url: ftp://a.example/feed
    langauge: en
    every: 15m
    cron: '* * * * *'
  - outlet: Nobody
  - url: https://b.example/
    every: 15 minutes
    language: en_US
    timezone: Mars/Base
    paused: maybe
`);
    expect(code).toBe('invalid-feeds-file');
    expect(lines.map((line) => line.replace(/; use .*/, ''))).toEqual([
      'feeds.yaml:2: url is "ftp://a.example/feed"',
      'feeds.yaml:3: langauge is not known; the nearest known key is language',
      'feeds.yaml:5: cron is "* * * * *"',
      'feeds.yaml:6: url is missing',
      'feeds.yaml:8: every is "15 minutes"',
      'feeds.yaml:9: language is "en_US"',
      'feeds.yaml:10: timezone is "Mars/Base"',
      'feeds.yaml:10: timezone is "Mars/Base"',
      'feeds.yaml:11: paused is "maybe"',
    ]);
    expect(lines[2]).toContain('use either every or cron, not both');
  });

  test('name bounds that bound nothing', () => {
    const { lines } = faults(`feeds:
  - { url: 'https://a.example/', minEvery: 2h, maxEvery: 1h }
  - { url: 'https://b.example/', minEvery: 2h, every: 1h }
  - { url: 'https://c.example/', maxEvery: 2h, cron: '* * * * *' }
`);
    expect(lines).toEqual([
      expect.stringMatching(/:2: maxEvery is "1h"; use an interval that is not shorter than minEvery$/),
      expect.stringMatching(/:3: minEvery is "2h"; use it without every and cron/),
      expect.stringMatching(/:4: maxEvery is "2h"; use it without every and cron/),
    ]);
  });

  test('name both lines where a url or a key stands twice', () => {
    const { lines } = faults(`feeds:
  - url: https://a.example
  - url: https://A.example/
  - url: https://b.example/
    key: b
  - url: https://c.example/
    key: b
  - url: https://d.example/
    key: https://b.example/
`);
    expect(lines).toEqual([
      'feeds.yaml:3: this feed has the same url as the one on line 2; delete one or change its url',
      'feeds.yaml:7: this feed has the same key as the one on line 5; delete one or change its key',
    ]);
  });

  test.each(['* * * *', '* * * * * * *', '61 * * * *', 'H * * * *', '@hourly', '0 0 30 2 *', ''])(
    'tell of cron %j',
    (cron) => {
      expect(faults(`feeds:\n  - url: https://a.example/\n    cron: '${cron}'\n`).lines.join()).toMatch(
        /^feeds\.yaml:3: cron is/,
      );
    },
  );

  test.each(['0m', '1.5h', '31d', '-5m', '15', '99999999s'])('tell of every %j', (every) => {
    expect(faults(`feeds:\n  - url: https://a.example/\n    every: '${every}'\n`).lines.join()).toMatch(
      /^feeds\.yaml:3: every is/,
    );
  });

  test.each([
    ['of the connection', '{ Host: inner.example }'],
    ['with a line break in its value', '{ x-a: "a\\r\\nx-b: c" }'],
    ['with a line break in its name', '{ "x-a\\n": a }'],
    ['given twice', '{ X-A: a, x-a: b }'],
    ['that is a number', '{ x-a: 5 }'],
  ])('tell of a header %s', (_, headers) => {
    expect(faults(`feeds:\n  - url: https://a.example/\n    headers: ${headers}\n`).lines.join('\n')).toMatch(
      /^feeds\.yaml:3: headers/,
    );
  });

  test('never show the value of a header nor a password in a url', () => {
    const { lines } = faults(`feeds:
  - url: https://desk:hunter2@a.example/
    headers: { authorization: "hunter2\\n" }
  - https://desk:hunter2@b.example/
`);
    expect(lines).toHaveLength(3);
    expect(lines.join('\n')).not.toContain('hunter2');
  });

  test('include a file that is missing or empty, since no feeds must be said', () => {
    const folder = configFolderWith({});
    expect(faultsOf(() => readFeedsFile(join(folder, 'feeds.yaml'))).lines.join()).toContain(
      'there is no such file',
    );
    expect(faults('').lines.join()).toContain('write feeds: []');
    expect(faults('feeds:\n').lines.join()).toContain('write feeds: []');
  });

  test('are listed up to a hundred, with the count of the others', () => {
    const { lines } = faults(`feeds:\n${'  - url: 5\n'.repeat(150)}`);
    expect(lines).toHaveLength(101);
    expect(lines.at(-1)).toBe('and 50 more');
  });

  test('are the only thing that arbitrary text can lead to', () => {
    const path = join(configFolderWith({}), 'feeds.yaml');
    const yamlish = fc
      .array(
        fc.constantFrom(
          'feeds:',
          '- ',
          '\n',
          '  ',
          'url: ',
          '&a ',
          '*a ',
          '"',
          '{',
          ']',
          '__proto__: ',
          'key',
          '!x ',
          '? ',
          '|',
        ),
        { maxLength: 40 },
      )
      .map((parts) => parts.join(''));
    const feed = fc.record(
      {
        url: fc.oneof(fc.webUrl(), fc.string()),
        every: fc.string(),
        cron: fc.string(),
        language: fc.string(),
        headers: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const json = fc.array(feed, { maxLength: 4 }).map((feeds) => JSON.stringify({ feeds }));
    fc.assert(
      fc.property(fc.oneof(fc.string(), yamlish, json), (text) => {
        writeFileSync(path, text);
        const faults = faultsOf(() => readFeedsFile(path));
        expect(['none', 'invalid-feeds-file']).toContain(faults.code);
      }),
      { numRuns: 300 },
    );
  });
});

describe('one feed', () => {
  test('is read under the same checks as the file', () => {
    expect(parseFeedDefinition({ url: 'https://a.example/feed' })).toEqual(plain);
    const { code, lines } = faultsOf(() => parseFeedDefinition({ url: 'a.example', evry: '5m' }));
    expect(code).toBe('invalid-input');
    expect(lines.join()).toMatch(
      /^url is "a\.example"; use .*; evry is not known; the nearest known key is every$/,
    );
  });

  test('is never taken from anything else', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(() => parseFeedDefinition(input)).toThrow(WiredeskError);
      }),
    );
  });
});

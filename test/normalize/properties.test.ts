import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tidyLine } from '../../src/normalize/tidy-text.ts';
import { normalizing } from './normalizing.ts';

const line = fc.constantFrom(
  ...[
    'Technology',
    'Tide turns',
    'By Jane Doe',
    'Jane Doe',
    'Copyright Bugle',
    '© 2026 Bugle',
    'By Monday, all was well.',
  ],
  ...[
    'Tide turns at last in Port Ellery, keeper says',
    'The tide turned on Friday, and nobody saw it but the keeper of the light.',
  ],
  ...[
    'PARIS, Nov 3 (Reuters) - The tide turned on Friday, and nobody saw it but the keeper of the light.',
    'WASHINGTON — Short.',
    '【北京】潮水',
    'Read more: Tides',
    'The Associated Press contributed to this report.',
    'Headline: Tide turns',
    'Byline: Jane Doe',
    'Photo: Jane Doe/AFP',
    'Correction: It was the ebb.',
  ],
  ...['', ' ', 'a < b & c', '“Yes.”', 'Sport', '• one'],
);
const text = fc.oneof(
  fc.array(line, { maxLength: 14 }).map((lines) => lines.join('\n')),
  fc.string({ unit: 'binary', maxLength: 200 }),
);

const tags = [
  'p',
  'div',
  'b',
  'a',
  'ul',
  'li',
  'table',
  'tr',
  'td',
  'h2',
  'blockquote',
  'span',
  'figure',
  'figcaption',
  'script',
  'pre',
];
const piece = fc.oneof(
  line,
  fc.constantFrom(...tags).map((tag) => `<${tag}>`),
  fc.constantFrom(...tags).map((tag) => `</${tag}>`),
  fc.constantFrom(
    '<br>',
    '<hr>',
    '<img src=/i.png>',
    '<img src=x onerror=alert(1)>',
    '<a href="javascript:alert(1)">',
    '<a href="/n">',
  ),
  fc.constantFrom(
    '&lt;p&gt;',
    '&amp;lt;b&amp;gt;',
    '&#0;',
    '<svg onload=x()>',
    '<iframe src=//x>',
    '<!--',
    '-->',
    '<p style="display:none">',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const markup = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
const url = 'https://bugle.example/a/b';

describe('normalize, whatever comes in', () => {
  test('never throws', () => {
    const type = fc.constantFrom('text', 'html', 'page');
    fc.assert(
      fc.property(type, fc.oneof(text, markup), fc.option(text), (type, body, title) => {
        const { content } = normalizing(type, body, { title, summary: title, rights: title }, title);
        expect(content.wordCount).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('takes a plain text apart without loss: what is kept and what is removed, put back in its place, is the text', () => {
    fc.assert(
      fc.property(text, fc.option(line), (body, title) => {
        const { content, removed } = normalizing('text', body, { title });
        const kept = content.bodyText.split(/\n+/).filter((one) => one !== '');
        const taken = Map.groupBy(removed, (removal) => removal.line);
        const lines = body
          .split(/[\r\n\u2028\u2029]/)
          .map(tidyLine)
          .filter((one) => one !== '');
        const rebuilt = lines.map((one, index) => {
          const gone = (taken.get(index + 1) ?? []).map((removal) => removal.text).join(' ');
          return gone === one ? gone : [gone, kept.shift()].filter(Boolean).join(' ');
        });
        const bare = (all: string[]): string[] => all.map((one) => one.replace(/\s/g, ''));
        expect(bare(rebuilt)).toEqual(bare(lines));
        expect(kept).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('writes HTML without scripts, handlers, styles or addresses that run code', () => {
    fc.assert(
      fc.property(markup, (body) => {
        const $ = load(normalizing('html', body, {}, url).content.bodyHtml);
        expect($('script, style, iframe, svg, object, embed, form').length).toBe(0);
        for (const element of $('body *')) {
          for (const [name, value] of Object.entries($(element).attr() ?? {})) {
            expect(name).not.toMatch(/^on|^style$/);
            if (name === 'href' || name === 'src') expect(value).toMatch(/^(?:https?|mailto):/);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('changes nothing in HTML of its own making', () => {
    fc.assert(
      fc.property(markup, (body) => {
        const once = normalizing('html', body, { title: 'Tide turns' }, url).content;
        const twice = normalizing('html', once.bodyHtml, { title: once.title }, url).content;
        expect(twice.bodyHtml).toBe(once.bodyHtml);
        expect(twice.bodyText).toBe(once.bodyText);
      }),
      { numRuns: 500 },
    );
  });
});

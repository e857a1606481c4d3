import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { namesOf, normalizing } from './normalizing.ts';

const file = '../fixtures/articles/section-headline-byline-copyright-headline-body.txt';
const text = readFileSync(new URL(file, import.meta.url), 'utf8');
const lines = text.split('\n').filter((line) => line !== '');
const [section = '', headline = '', byline = '', copyright = '', , ...paragraphs] = lines;
const body = paragraphs.join('\n\n');

const bodyStarts = 'The harbour master of Port Ellery said';

function expectWhole(article: ReturnType<typeof normalizing>): void {
  expect(article.content).toMatchObject({
    section: 'Transport',
    title: headline,
    byline: 'By Mara Quillfeather,Tobin Ashgrove',
    copyright: { notice: 'Copyright harbourpost', holder: 'harbourpost', year: null, license: null },
    language: 'en',
  });
  expect(namesOf(article)).toEqual(['Mara Quillfeather', 'Tobin Ashgrove']);
  expect(article.content.bodyText).toBe(body);
}

describe('an article as plain text with section, headline, byline, copyright and the headline again', () => {
  test('comes apart into its fields and a body with every paragraph', () => {
    expect(body.startsWith(bodyStarts)).toBe(true);
    expectWhole(normalizing('text', text));
  });

  test('records every line it took, under the rule that took it', () => {
    const { removed } = normalizing('text', text);
    expect(removed).toEqual([
      { rule: 'section', text: section, line: 1 },
      { rule: 'headline', text: headline, line: 2 },
      { rule: 'headline', text: headline, line: 5 },
      { rule: 'byline', text: byline, line: 3 },
      { rule: 'copyright', text: copyright, line: 4 },
    ]);
  });

  test.each([
    ['CRLF line ends', 'text', text.replaceAll('\n', '\r\n')],
    ['no blank lines', 'text', lines.join('\n')],
    ['paragraph elements', 'html', lines.map((line) => `<p>${line}</p>`).join('\n')],
    ['nested containers', 'html', lines.map((line) => `<div><span>${line}</span></div>`).join('')],
    ['line breaks', 'html', lines.join('<br>\n')],
    ['line breaks inside one paragraph', 'html', `<p>${lines.join('<br/><br/>')}</p>`],
    ['markup escaped twice', 'html', lines.map((line) => `&lt;p&gt;${line}&lt;/p&gt;`).join('')],
    [
      'the byline below the copyright line',
      'text',
      [section, headline, copyright, byline, headline, body].join('\n\n'),
    ],
    [
      'the byline and copyright line at the end',
      'text',
      [section, headline, headline, body, byline, copyright].join('\n'),
    ],
    ['the headline once', 'text', [section, headline, byline, copyright, body].join('\n')],
    ['no-break spaces', 'text', text.replace('Ferry tolls keep', 'Ferry\u00a0tolls\u200b keep ')],
  ] as const)('reads the same with %s', (_, type, variant) => {
    expectWhole(normalizing(type, variant));
  });

  test('takes the headline in other letters where the feed gives the title', () => {
    const shouted = text.replaceAll(headline, headline.toUpperCase().replace(',', ' –'));
    expectWhole(normalizing('text', shouted, { title: headline }));
  });

  test('needs no section, no copyright and no byline', () => {
    const { content, removed } = normalizing('text', `${headline}\n\n${headline}\n\n${body}`);
    expect(content).toMatchObject({
      title: headline,
      section: null,
      byline: null,
      copyright: null,
      authors: [],
    });
    expect(content.bodyText).toBe(body);
    expect(removed.map(({ rule }) => rule)).toEqual(['headline', 'headline']);
  });

  test('takes a label it has never seen for the section where it stands above the headline', () => {
    const { content } = normalizing('text', text.replace('Transport', 'Quays & Boats'));
    expect(content).toMatchObject({ section: 'Quays & Boats', title: headline, bodyText: body });
  });

  test('takes names without "By" right below the headline', () => {
    const article = normalizing('text', text.replace(byline, 'Mara Quillfeather and Tobin Ashgrove'));
    expect(namesOf(article)).toEqual(['Mara Quillfeather', 'Tobin Ashgrove']);
    expect(article.content.bodyText).toBe(body);
  });

  test('keeps the line between headline and byline as the subtitle', () => {
    const deck = 'Island businesses ask for a winter without fares';
    const article = normalizing('text', [headline, deck, byline, copyright, headline, body].join('\n'));
    expect(article.content).toMatchObject({ title: headline, subtitle: deck, bodyText: body });
  });
});

describe('a body that has nothing but text', () => {
  test('keeps a sentence that opens with "By"', () => {
    const sentence = 'By Monday, the council had lost a third of its bookings.';
    const { content } = normalizing('text', `Tolls\n\n${sentence}\n\nMore follows.`, { title: 'Tolls' });
    expect(content).toMatchObject({ byline: null, authors: [] });
    expect(content.bodyText).toBe(`${sentence}\n\nMore follows.`);
  });

  test('keeps its only line although that is the title', () => {
    expect(normalizing('text', 'Port Ellery shuts', { title: 'Port Ellery shuts' }).content.bodyText).toBe(
      'Port Ellery shuts',
    );
  });

  test('has no title where the first line is a sentence', () => {
    expect(normalizing('text', 'The tide came in.\nIt went out.').content.title).toBeNull();
  });
});

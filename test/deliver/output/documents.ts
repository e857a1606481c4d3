import fc from 'fast-check';
import type { OutputDocument, OutputEntry } from '../../../src/deliver/output/output-document.ts';
import { fullArticle } from '../formats/articles.ts';

/** An entry of the article with every field; `changes` over it. */
export function entryOf(changes: Partial<OutputEntry['article']> = {}): OutputEntry {
  return { article: { ...fullArticle, ...changes }, updatedAt: '2026-03-01T11:00:00.000Z', copies: [] };
}

/** A document of these entries; `changes` over it. */
export function documentOf(entries: OutputEntry[], changes: Partial<OutputDocument> = {}): OutputDocument {
  const current = 'https://desk.example/feeds/token.atom';
  return {
    output: {
      id: '3',
      name: 'Harbours & ferries',
      topicId: null,
      notices: 'updates',
      content: 'full',
      token: 'token',
      changedAt: '2026-03-01T11:00:00.000Z',
      createdAt: '2026-02-01T11:00:00.000Z',
    },
    links: { self: current, current, prevArchive: null, nextArchive: null, hub: null },
    isArchive: false,
    entries,
    ...changes,
  };
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        ']]>',
        '<![CDATA[',
        '</title>',
        '</feed>',
        '<!--',
        '&amp;',
        '&#0;',
        '&',
        '<b>',
        '"',
        "'",
        '\0',
        '\u0001',
        '\u001f',
        '\ufffe',
        '\ud800',
        '\r\n',
        '\u0085',
        '\u2028',
        '港',
        '😀',
        '?>',
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join('')),
);
const maybe = fc.option(hostile, { nil: null });

/** Entries whose texts hold anything. */
export const anyEntry: fc.Arbitrary<OutputEntry> = fc
  .record({
    title: maybe,
    summary: maybe,
    body: hostile,
    name: hostile,
    tag: hostile,
    notice: maybe,
    outlet: maybe,
    language: fc.constantFrom(null, 'en', 'zh-Hans'),
    url: fc.oneof(hostile, fc.webUrl(), fc.constant(null)),
    copy: hostile,
  })
  .map(({ title, summary, body, name, tag, notice, outlet, language, url, copy }) => ({
    ...entryOf({
      title,
      summary,
      bodyHtml: `<p>${body}</p>`,
      bodyText: body,
      authors: [{ name, role: null, email: name, url, handle: null, affiliation: null }],
      tags: [tag],
      copyright: { holder: null, year: null, notice, license: null },
      language,
      url,
      source: { feedId: '7', feed: 'World', outlet, domain: 'courier.example' },
      images: [
        { url: `https://courier.example/${tag}`, caption: summary, credit: name, width: 1, height: null },
      ],
    }),
    copies: [{ outlet: copy, title, url }],
  }));

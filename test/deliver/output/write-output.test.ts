import { load } from 'cheerio';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { describe, expect, test } from 'vitest';
import type { OutputDocument } from '../../../src/deliver/output/output-document.ts';
import { writeOutput } from '../../../src/deliver/output/write-output.ts';
import { type OutputFormat, outputFormats } from '../../../src/domain/output.ts';
import type { ParsedFeed } from '../../../src/domain/parsed-feed.ts';
import { parseFeed } from '../../../src/parse/parse-feed.ts';
import { anyEntry, documentOf, entryOf } from './documents.ts';

const now = new Date('2026-03-02T00:00:00Z');

/** The elements of a document that is well-formed. @throws where it is not. */
function strictly(text: string) {
  new JSDOM(text, { contentType: 'application/xml' }).window.close();
  return load(text, { xml: true });
}

function titlesOf(text: string, format: OutputFormat): string[] {
  if (format === 'json')
    return (JSON.parse(text) as { items: { title: string }[] }).items.map(({ title }) => title);
  const $ = strictly(text);
  return $('entry > title, item > title')
    .toArray()
    .map((title) => $(title).text());
}

/** Without what readers take for space or nothing. */
function visible(text: string): string {
  return text.toWellFormed().replace(/[\p{C}\p{Z}\ufffd]/gu, '');
}

async function readBack(document: OutputDocument, format: OutputFormat): Promise<ParsedFeed> {
  const outcome = await parseFeed(Buffer.from(writeOutput(document, format)), {
    contentType: null,
    baseUrl: null,
    now,
  });
  if (outcome.kind !== 'feed') throw new Error(JSON.stringify(outcome));
  return outcome.feed;
}

describe.each(outputFormats)('%s', (format) => {
  test('is read back as the article it was', async () => {
    const [item] = (await readBack(documentOf([entryOf()]), format)).items;
    expect(item).toMatchObject({
      id: 'urn:wiredesk:article:17',
      url: 'https://courier.example/harbour',
      title: 'Harbour reopens after storm',
      published: '2026-03-01T08:00:00.000Z',
      updated: '2026-03-01T11:00:00.000Z',
      summary: format === 'rss' ? '<p>The harbour is open.</p>' : 'The harbour is open.',
      contentHtml: '<p>The harbour reopened on Sunday.</p>',
      categories: ['harbour', 'storm'],
    });
    expect(item?.authors.map(({ name }) => name)).toEqual(['Ida Quill', 'Tom Rask']);
  });

  test('is read back whatever its texts hold', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEntry, { minLength: 1, maxLength: 3 }), async (entries) => {
        const document = documentOf(entries);
        const titles = titlesOf(writeOutput(document, format), format);
        const expected = entries.map(({ article }) => visible(article.title || 'Untitled'));
        expect(titles.map(visible)).toEqual(expected);
        const { items } = await readBack(document, format);
        expect(items).toHaveLength(entries.length);
      }),
      { numRuns: 100 },
    );
  });

  test('names the other outlets of a story below the body', async () => {
    const copies = [
      { outlet: 'The Gazette', title: 'Port open', url: 'https://gazette.example/port' },
      { outlet: 'Wire <One>', title: null, url: 'javascript:alert(1)' },
    ];
    const [item] = (await readBack(documentOf([{ ...entryOf(), copies }]), format)).items;
    expect(item?.contentHtml).toBe(
      '<p>The harbour reopened on Sunday.</p><p>Also in: <a href="https://gazette.example/port">The Gazette</a>, Wire &lt;One&gt;</p>',
    );
  });

  test('gives the summary alone where that is wanted', async () => {
    const document = documentOf([entryOf()]);
    const short = { ...document, output: { ...document.output, content: 'summary' as const } };
    const written = writeOutput(short, format);
    expect(written).toContain('The harbour is open.');
    expect(written).not.toContain('reopened on Sunday');
  });

  test('gives no article that was killed', async () => {
    const killed = { at: '2026-03-01T12:00:00.000Z', reason: 'It was <wrong>' };
    const { items } = await readBack(documentOf([entryOf({ killed }), entryOf({ id: '18' })]), format);
    expect(items.map(({ id }) => id)).toEqual(['urn:wiredesk:article:18']);
    expect(writeOutput(documentOf([entryOf({ killed })]), format)).not.toContain('reopened on Sunday');
  });
});

describe('Atom', () => {
  test('says that what was killed is deleted, since when, and why', async () => {
    const killed = { at: '2026-03-01T12:00:00.000Z', reason: 'It was <wrong>' };
    const $ = strictly(writeOutput(documentOf([entryOf({ killed })]), 'atom'));
    const tombstone = $('at\\:deleted-entry');
    expect([tombstone.attr('ref'), tombstone.attr('when'), tombstone.text()]).toEqual([
      'urn:wiredesk:article:17',
      '2026-03-01T12:00:00.000Z',
      'It was <wrong>',
    ]);
  });

  test('has all that RFC 4287 requires, also of an article of which little is known', () => {
    const bare = entryOf({ url: null, title: null, authors: [], summary: null, bodyHtml: '', bodyText: '' });
    const $ = strictly(writeOutput(documentOf([bare]), 'atom'));
    for (const name of ['id', 'title', 'updated', 'author'])
      expect([name, $('feed').children(name).length]).toEqual([name, 1]);
    for (const name of ['id', 'title', 'updated', 'content', 'source'])
      expect([name, $('entry').children(name).length]).toEqual([name, 1]);
    expect($('entry > source > author > name').text()).toBe('The Courier');
  });

  test('links to itself, its hub and its archive', () => {
    const links = {
      self: 'https://desk.example/feeds/t.atom?archive=2',
      current: 'https://desk.example/feeds/t.atom',
      prevArchive: 'https://desk.example/feeds/t.atom?archive=1',
      nextArchive: 'https://desk.example/feeds/t.atom?archive=3',
      hub: 'https://hub.example/?a=1&b=2',
    };
    const $ = strictly(writeOutput(documentOf([], { links, isArchive: true }), 'atom'));
    const given = $('feed > link').toArray();
    expect(Object.fromEntries(given.map((link) => [$(link).attr('rel'), $(link).attr('href')]))).toEqual({
      self: links.self,
      current: links.current,
      'prev-archive': links.prevArchive,
      'next-archive': links.nextArchive,
      hub: links.hub,
    });
    expect($('fh\\:archive')).toHaveLength(1);
  });
});

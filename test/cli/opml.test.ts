import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readOpml } from '../../src/cli/opml/read-opml.ts';
import { writeOpml } from '../../src/cli/opml/write-opml.ts';
import type { Feed } from '../../src/domain/feed.ts';
import { feedDefinition } from '../support/articles.ts';

const illFormed = readFileSync(new URL('./fixtures/ill-formed.opml', import.meta.url), 'utf8');

function feed(changes: Partial<Feed>): Feed {
  return {
    ...feedDefinition(),
    id: '1',
    origin: 'operator',
    title: null,
    siteUrl: null,
    dueAt: '2030-01-01T00:00:00.000Z',
    fetchedAt: null,
    succeededAt: null,
    outcome: null,
    failures: 0,
    failingSince: null,
    fault: null,
    state: 'new',
    stateSince: null,
    movedTo: null,
    lastNewAt: null,
    newPerHour: null,
    keyFallback: null,
    push: null,
    pages: null,
    ...changes,
  };
}

function readBack(feeds: Feed[]) {
  return readOpml(writeOpml(feeds, new Date('2030-01-01T00:00:00Z')));
}

describe('readOpml', () => {
  test('reads ill-formed OPML, with the innermost folder or else the category as the section', () => {
    const entries = readOpml(illFormed);
    expect(
      entries.map(({ number, line, url, outlet, section }) => [number, line, url, outlet, section]),
    ).toEqual([
      [1, 7, 'https://harbour.example/feed?a=1&b=2', 'Harbour Times & Co', 'Asia'],
      [2, 9, 'http://second.example/rss', 'Second', 'World'],
      [3, 10, 'ftp://bad.example/', 'No web address', 'World'],
      [4, 12, 'https://harbour.example/feed?a=1&b=2', 'Again', null],
      [5, 13, 'https://loose.example/atom', 'Loose', 'Sport'],
    ]);
  });

  test('takes a language only where it is a tag: readers write "unknown"', () => {
    expect(readOpml(illFormed).map(({ language }) => language)).toEqual(['en-us', null, null, null, null]);
  });

  test.each(['', 'hello', '<rss version="2.0"><channel/></rss>', '{"a":1}'])(
    'refuses %j as no OPML',
    (text) => {
      expect(() => readOpml(text)).toThrow(expect.objectContaining({ code: 'invalid-opml' }));
    },
  );

  test('reads OPML without any feed as an empty list', () => {
    expect(readOpml('<opml><body><outline text="Empty"/></body></opml>')).toEqual([]);
  });

  test('lists what is meant as a feed but has no address, and no folder, link or inclusion', () => {
    const entries = readOpml(`<opml><body><outline text="Folder"><outline type="rss" text="A"/>
      <outline text="B" htmlUrl="https://b.example/"/><outline type="link" url="https://c.example/"/>
      <outline type="include" url="https://d.example/list.opml"/></outline></body></opml>`);
    expect(entries.map(({ url, site, outlet, section }) => [url, site, outlet, section])).toEqual([
      [null, null, 'A', 'Folder'],
      [null, 'https://b.example/', 'B', 'Folder'],
    ]);
  });

  test('any text is either read or refused as no OPML', () => {
    const pieces = fc.constantFrom(
      '<outline ',
      'xmlUrl="https://a.example/',
      '"',
      '>',
      '/>',
      '</outline>',
      '&',
      '\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
        try {
          for (const { line, url } of readOpml(parts.join(''))) expect(line > 0 && url !== '').toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid-opml' });
        }
      }),
    );
  });

  test('reads 100,000 folders in one another', () => {
    const deep = '<outline text="a">'.repeat(100_000);
    expect(readOpml(`${deep}<outline xmlUrl="https://a.example/"/>`)).toHaveLength(1);
  });
});

describe('writeOpml', () => {
  test('writes what is read back: address, name, section and language', () => {
    const feeds = [
      feed({
        url: 'https://a.example/?x=1&y="<',
        outlet: 'A & "B" <C>',
        section: 'World',
        language: 'pt-BR',
      }),
      feed({ url: 'https://b.example/', title: 'As the feed says' }),
      feed({ url: 'https://c.example/', section: 'World' }),
    ];
    expect(
      readBack(feeds).map(({ url, outlet, section, language }) => [url, outlet, section, language]),
    ).toEqual([
      ['https://a.example/?x=1&y="<', 'A & "B" <C>', 'World', 'pt-BR'],
      ['https://c.example/', 'https://c.example/', 'World', null],
      ['https://b.example/', 'As the feed says', null, null],
    ]);
  });

  test('leaves out what XML cannot hold', () => {
    expect(readBack([feed({ outlet: 'Har\u0000bour\u001b \ud800Times' })])[0]?.outlet).toBe(
      'Har bour \ufffdTimes',
    );
  });

  test('never writes the headers of a feed, which may hold secrets', () => {
    const written = writeOpml([feed({ headers: { authorization: 'Bearer 12345' } })], new Date(0));
    expect(written).not.toContain('12345');
  });
});

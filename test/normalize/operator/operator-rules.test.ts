import { describe, expect, test } from 'vitest';
import { normalize } from '../../../src/normalize/normalize.ts';
import { noClaims } from '../../../src/normalize/normalize-input.ts';
import { normalizing } from '../normalizing.ts';
import { bookOf, ruling } from './ruling.ts';

const prose = (about: string) =>
  `The ferries of the ${about} ran late on Tuesday because of a storm that kept them in the harbour for hours.`;

const page = `<html><head><title>Ferries late | Harbour Post</title></head><body>
  <h1 class="head">Ferries late</h1><p class="stand">Storm holds the boats</p>
  <span class="by" data-name="Jane Doe">J. Doe</span><time class="when" datetime="2026-03-05T10:00:00Z">today</time>
  <main><div class="promo">${prose('promotion')}</div><div class="promo">${prose('second promotion')}</div></main>
  <section class="story"><p>${prose('bay')}</p><p class="ad">Buy boots of rubber</p><p>${prose('river')}</p></section>
</body></html>`;

describe('body', () => {
  test('is all that the first selector finds that finds any', () => {
    const { content, sources } = ruling({ body: ['.none', '.story', 'main'] }, page, 'page');
    expect(content.bodyText).toContain('ferries of the bay');
    expect(content.bodyText).not.toContain('promotion');
    expect(sources['bodyText']).toBe('feed 7 body[1]');
  });

  test('goes on as ever where no selector finds any', () => {
    const plain = normalizing('page', page);
    expect(ruling({ body: ['.none'] }, page, 'page').content).toEqual(plain.content);
  });

  test('of a feed is taken, too, and the rest is told with the rule and its place', () => {
    const html = `<div class="x">Elsewhere in the harbour</div><div class="story"><p>${prose('bay')}</p></div>`;
    const { content, removed } = ruling({ body: ['div.story'] }, html);
    expect(content.bodyText).toBe(prose('bay'));
    expect(removed).toContainEqual({
      rule: 'body div.story',
      place: 'feed 7 body[0]',
      text: 'Elsewhere in the harbour',
    });
  });

  test('of elements inside one another is the outer one once', () => {
    const html = `<div class="s"><div class="s"><p>${prose('bay')}</p></div></div>`;
    expect(ruling({ body: ['.s'] }, html).content.bodyText).toBe(prose('bay'));
  });
});

describe('remove', () => {
  test('takes elements before anything is read, and tells rule and place', () => {
    const { content, removed } = ruling({ body: ['.story'], remove: ['.none', 'p.ad'] }, page, 'page');
    expect(content.bodyText).not.toContain('boots');
    expect(removed).toContainEqual({
      rule: 'remove p.ad',
      place: 'feed 7 remove[1]',
      text: 'Buy boots of rubber',
    });
  });
});

describe('removeLines', () => {
  test('takes lines that a pattern finds, whatever their case, from text as well', () => {
    const text = `Ferries late\n\n${prose('bay')}\n\nMore on BOATS: here\n\n${prose('river')}`;
    const { content, removed } = ruling({ removeLines: ['^more on \\w+:'] }, text, 'text');
    expect(content.bodyText).not.toContain('BOATS');
    expect(removed).toContainEqual({
      rule: 'removeLines ^more on \\w+:',
      place: 'feed 7 removeLines[0]',
      text: 'More on BOATS: here',
      line: 3,
    });
  });
});

describe('fields', () => {
  test('are read by selector, as text or from an attribute, and say which rule gave them', () => {
    const fields = {
      title: ['h1.head'],
      subtitle: ['.stand'],
      authors: ['.nobody', '.by @data-name'],
      published: ['.when @datetime'],
    };
    const { content, sources } = ruling({ fields }, page, 'page');
    expect(content).toMatchObject({
      title: 'Ferries late',
      subtitle: 'Storm holds the boats',
      publishedAt: '2026-03-05T10:00:00.000Z',
    });
    expect(content.authors.map(({ name }) => name)).toEqual(['Jane Doe']);
    expect(sources).toMatchObject({
      authors: 'feed 7 fields.authors[1]',
      publishedAt: 'feed 7 fields.published[0]',
    });
  });

  test('go before what the feed claims, and its title goes from the body', () => {
    const html = `<h2 class="t">Ferries late again</h2><p>${prose('bay')}</p>`;
    const { content } = ruling({ fields: { title: ['.t'] } }, html, 'html', { title: 'Newsflash' });
    expect(content.title).toBe('Ferries late again');
    expect(content.bodyText).toBe(prose('bay'));
  });

  test('that find nothing leave the field as it is', () => {
    const { content } = ruling(
      { fields: { title: ['.none'], published: ['p'] } },
      `<p>${prose('bay')}</p>`,
      'html',
      {
        title: 'Newsflash',
        published: '2026-01-01T00:00:00.000Z',
      },
    );
    expect(content).toMatchObject({ title: 'Newsflash', publishedAt: '2026-01-01T00:00:00.000Z' });
  });
});

test('what a setter sets holds, whatever the text says, and its place is the source', () => {
  const set = { section: 'Sea', language: 'de', agency: 'Reuters', copyrightHolder: 'Harbour Post' };
  const text = `Politics\n\nFerries late\n\nCopyright 2026 Other House\n\n${prose('bay')}\n\n${prose('river')}`;
  const { content, sources } = ruling({ set }, text, 'text', { title: 'Ferries late' });
  expect(content).toMatchObject({ section: 'Sea', language: 'de', agency: 'Reuters' });
  expect(content.copyright).toMatchObject({ holder: 'Harbour Post', year: 2026 });
  expect(sources).toMatchObject({ section: 'feed 7 set.section', copyright: 'feed 7 set.copyrightHolder' });
});

test('an outlet that is set is no author and goes from the end of headlines', () => {
  const claims = {
    title: 'Ferries late - Harbour Post',
    authors: [{ name: 'Harbour Post', email: null, url: null }],
  };
  const { content } = ruling({ set: { outlet: 'Harbour Post' } }, `<p>${prose('bay')}</p>`, 'html', claims);
  expect(content).toMatchObject({ title: 'Ferries late', authors: [] });
});

describe('aliases', () => {
  const claims = { authors: [{ name: 'J. Doe, Wanda Webb, Max Roe', email: null, url: null }] };

  test('give authors their usual names, once each, and take those who are nobody', () => {
    const authorAliases = { 'j doe': 'Jane Doe', 'Wanda Webb': null, 'Max Roe': 'Jane Doe' };
    const { content, removed } = ruling({ authorAliases }, `<p>${prose('bay')}</p>`, 'html', claims);
    expect(content.authors.map(({ name }) => name)).toEqual(['Jane Doe']);
    expect(removed).toContainEqual({
      rule: 'authorAliases Wanda Webb',
      place: 'feed 7 authorAliases.Wanda Webb',
      text: 'Wanda Webb',
    });
  });

  test('lead on to the end of a chain, of agencies as well', () => {
    const agencyAliases = { AP: 'Associated Press', 'Associated Press': 'The Associated Press' };
    const { content } = ruling({ set: { agency: 'AP' }, agencyAliases }, `<p>${prose('bay')}</p>`);
    expect(content.agency).toBe('The Associated Press');
  });
});

test('selectors of a site that find nothing in the body of a feed count as not tried', () => {
  const book = bookOf({
    'sites/a.yaml': { hosts: ['example.com'], remove: ['.ad', 'p'], removeLines: ['boots'] },
  });
  const own = book.rulesFor(null, 'https://example.com/a');
  const input = { type: 'html' as const, body: `<p>${prose('bay')}</p>`, url: null, claims: noClaims };
  expect(Object.fromEntries(normalize(input, own).tried)).toEqual({
    'sites/a.yaml remove p': true,
    'sites/a.yaml removeLines boots': false,
  });
  expect(normalize({ ...input, type: 'page' }, own).tried.get('sites/a.yaml remove .ad')).toBe(false);
});

describe('what was tried', () => {
  test('is told of every rule, with whether it found anything', () => {
    const tried = ruling({ body: ['.no', '.story', 'main'], remove: ['.ad', '.no'] }, page, 'page').tried;
    expect(Object.fromEntries(tried)).toEqual({
      'feed 7 body .no': false,
      'feed 7 body .story': true,
      'feed 7 remove .ad': true,
      'feed 7 remove .no': false,
    });
  });
});

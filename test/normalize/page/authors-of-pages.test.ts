import { describe, expect, test } from 'vitest';
import { namesOf, normalizing } from '../normalizing.ts';

const paragraph =
  'The lighthouse of Port Ellery will be lit again in spring, said its keeper, after three winters in which ships found their way by the smell of the fish market alone.';
const url = 'https://bugle.example/news/light';

/** A page with these lines in its head and this between headline and text. */
function page(head: string, below = ''): string {
  return `<html><head><meta property="og:title" content="Lighthouse to be lit again"><meta property="og:site_name" content="The Bugle">${head}</head>
<body><article><h1>Lighthouse to be lit again</h1>${below}<p>${paragraph}</p><p>${paragraph.replaceAll('e', 'é')}</p></article></body></html>`;
}

const linked = (author: string): string =>
  `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Lighthouse to be lit again","author":${author}}</script>`;
const authorsOf = (head: string, below = ''): string[] =>
  namesOf(normalizing('page', page(head, below), {}, url));

describe('authors of a page come from', () => {
  test.each([
    ['JSON-LD', linked('[{"@type":"Person","name":"Jane Doe"},{"@type":"Person","name":"John Roe"}]'), ''],
    ['one name for two persons', linked('{"@type":"Person","name":"Jane Doe and John Roe"}'), ''],
    ['names in an array', linked('{"@type":"Person","name":["Jane Doe","John Roe"]}'), ''],
    [
      'several tags',
      '<meta name="citation_author" content="Doe, Jane"><meta name="citation_author" content="Roe, John">',
      '',
    ],
    [
      'Parse.ly',
      '<meta name="parsely-author" content="Jane Doe"><meta name="parsely-author" content="John Roe">',
      '',
    ],
    [
      'links that say so',
      '',
      '<p><a rel="author" href="/a">Jane Doe</a> <a rel="author" href="/b">John Roe</a></p>',
    ],
    ['microdata', '', '<span itemprop="author">Jane Doe</span><span itemprop="author">John Roe</span>'],
    [
      'a line with a date behind it',
      '',
      '<div class="meta-line">By Jane Doe and John Roe • March 12, 2026</div>',
    ],
    ['a label above the names', '', '<div><p>Written by</p><p>Jane Doe and John Roe</p></div>'],
    [
      'a longer printed list of the same',
      linked('{"@type":"Person","name":"Jane Doe"}'),
      '<p class="byline">By Jane Doe, John Roe</p>',
    ],
  ])('%s', (_, head, below) => {
    expect(authorsOf(head, below)).toEqual(['Jane Doe', 'John Roe']);
  });
});

describe('nobody is named by', () => {
  test.each([
    ['an organization', linked('{"@type":"Organization","name":"Ellery Harbour Office"}'), ''],
    ['the outlet as a person', linked('{"@type":"Person","name":"The Bugle"}'), ''],
    [
      'a newsroom',
      linked('{"@type":"Person","name":"Bugle News Desk"}'),
      '<p class="byline">By Bugle Staff</p>',
    ],
    [
      'an address of a profile',
      '<meta property="article:author" content="https://social.example/janedoe">',
      '',
    ],
    ['a handle', '<meta name="author" content="@janedoe"><meta name="author" content="jdoe84">', ''],
    ['who reviewed', '', '<p class="byline">Medically reviewed by Ann Poe</p>'],
    ['a button', '', '<a href="/users/login">Member Login</a>'],
    ['prose', '', '<p>By the time the lamp was lit, half of the town had gone home.</p>'],
    [
      'the author of another article',
      `${linked('[]')}<script type="application/ld+json">{"@type":"NewsArticle","url":"https://bugle.example/other","headline":"Other","author":{"name":"Ann Poe"}}</script>`,
      '',
    ],
  ])('%s', (_, head, below) => {
    expect(authorsOf(head, below)).toEqual([]);
  });
});

test('a given name alone counts where two sources have it', () => {
  const head = linked('{"@type":"Person","name":"Krista"}');
  expect(authorsOf(head)).toEqual([]);
  expect(authorsOf(`${head}<meta name="author" content="Krista">`)).toEqual(['Krista']);
});

test('broken JSON-LD is read where only commas and line breaks are wrong', () => {
  const script =
    '{"@type":"NewsArticle",\n"headline":"Lighthouse\nto be lit again","author":{"@type":"Person","name":"Jane Doe",},}';
  expect(authorsOf(`<script type="application/ld+json">${script}</script>`)).toEqual(['Jane Doe']);
});

test('references are followed to what they refer to', () => {
  const graph =
    '{"@graph":[{"@type":"Article","headline":"Lighthouse to be lit again","author":{"@id":"#j"}},{"@type":"Person","@id":"#j","name":"Jane Doe"}]}';
  expect(authorsOf(`<script type="application/ld+json">${graph}</script>`)).toEqual(['Jane Doe']);
});

test('the byline is kept as it is printed, with the agency in it', () => {
  const html = page(
    linked('{"@type":"Person","name":"Jane Doe"}'),
    '<p class="byline">By Jane Doe, Reuters</p>',
  );
  expect(normalizing('page', html, {}, url).content).toMatchObject({
    byline: 'By Jane Doe, Reuters',
    agency: 'Reuters',
  });
});

test('what won is told', () => {
  const { sources } = normalizing('page', page(linked('{"@type":"Person","name":"Jane Doe"}')), {}, url);
  expect(sources).toMatchObject({ authors: 'json-ld', title: 'h1' });
});

test('what the feed says of authors goes before what the page says', () => {
  const claims = { authors: [{ name: 'Ann Poe', email: null, url: null }] };
  expect(namesOf(normalizing('page', page(linked('{"name":"Jane Doe"}')), claims, url))).toEqual(['Ann Poe']);
});

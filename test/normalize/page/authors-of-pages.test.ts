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
    [
      'lines with jobs below a label',
      '',
      '<div class="byline">Written by<br>Jane Doe, 4 years of lamps<br>John Roe, senior keeper of lamps</div>',
    ],
    [
      'one element for each',
      '<meta name="dc.creator" content="Jane Doe">',
      '<div><span class="author">Jane Doe</span><span class="author">John Roe</span></div>',
    ],
    ['the line below the headline without any mark', '', '<div>Jane Doe, John Roe</div>'],
    [
      'the printed byline rather than who made the site',
      '<meta name="author" content="Ann Poe">',
      '<p class="byline">By Jane Doe and John Roe</p>',
    ],
  ])('%s', (_, head, below) => {
    expect(authorsOf(head, below)).toEqual(['Jane Doe', 'John Roe']);
  });
});

test.each([
  ['says so', '<div class="about">This post was written by Jane Doe, Head of Lamps</div>'],
  [
    'names one person, and prose opens with "By"',
    '<p>By now the lamp was lit.</p><span>by <b>Jane Doe</b></span>',
  ],
  [
    'names one person over and over',
    '<span>by Jane Doe</span><span>by Jane Doe</span><span>by The Bugle</span>',
  ],
])('far from the headline a page %s', (_, end) => {
  expect(authorsOf('', `${`<p>${paragraph}</p>`.repeat(20)}${end}`)).toEqual(['Jane Doe']);
});

test('who is named beside comments is not asked where the headline has a byline', () => {
  const end = `<p>${paragraph}</p>`.repeat(20);
  const below = '<span class="author">By Vesa</span>';
  expect(authorsOf('', `${below}${end}<span class="comment-author">Ann Poe</span>`)).toEqual([]);
});

test('who checked the facts stands in a box of authors and is none', () => {
  const box =
    '<div class="authors"><p>Written by</p><p>Jane Doe</p><p>Keeper</p><p>Fact checked by</p><p>Ann Poe</p></div>';
  expect(authorsOf('', box)).toEqual(['Jane Doe']);
});

test('a site that is called like its author has that author', () => {
  const head = '<meta property="og:site_name" content="Jane Doe">';
  expect(authorsOf(`${head}${linked('{"@type":"Person","name":"Jane Doe"}')}`)).toEqual(['Jane Doe']);
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

test('a name of one word counts where it is a known given name or two sources have it', () => {
  const head = linked('{"@type":"Person","name":"Vesarin"}');
  expect(authorsOf(head)).toEqual([]);
  expect(authorsOf(`${head}<meta name="author" content="Vesarin">`)).toEqual(['Vesarin']);
  expect(authorsOf(linked('{"@type":"Person","name":"Krista"}'))).toEqual(['Krista']);
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

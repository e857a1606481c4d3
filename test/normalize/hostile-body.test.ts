import { describe, expect, test } from 'vitest';
import { normalizing } from './normalizing.ts';

const size = 10_000_000;
const filled = (piece: string): string => piece.repeat(Math.ceil(size / piece.length));

/** Anything that is not linear takes minutes, and the runner ends it. */
describe('ten megabytes end soon and say that they were cut', () => {
  test.each([
    ['nested tags', 'html', filled('<div>')],
    ['unclosed inline tags and wrong end tags', 'html', '<b>'.repeat(size / 6) + '</i>'.repeat(size / 8)],
    ['tiny paragraphs', 'html', filled('<p>a</p>')],
    ['captions without a picture', 'html', `<div>${filled('<p class="caption">x</p>')}`],
    ['captions in a table', 'html', `<table><tr><td><img src="/i">${filled('<p class="caption">x</p>')}`],
    ['pictures with captions', 'html', filled('<p><img src="/i"></p><p class="caption">x</p>')],
    ['pictures of one figure', 'html', `<figure>${filled('<img src="/i">')}`],
    ['tiny paragraphs of a page', 'page', filled('<p>a</p>')],
    ['nested elements of a page', 'page', filled('<div class="author">')],
    ['hidden elements of a page', 'page', filled('<div hidden><p>abc</p></div>')],
    ['bylines of a page', 'page', filled('<p class="byline">By Jane Doe</p>')],
    ['one attribute of a page', 'page', `<body class="${'a '.repeat(size / 2)}">`],
    ['broken JSON-LD of a page', 'page', `<script type="application/ld+json">[1${', '.repeat(size / 2)}`],
    ['many headlines of a page', 'page', filled('<h1>Some headline</h1>')],
    ['breaks', 'html', filled('x<br>')],
    ['one line', 'text', filled('word ')],
    ['one word', 'text', filled('x')],
    ['one line of Chinese', 'text', filled('今天天气很好')],
    ['many lines', 'text', filled('a\n')],
    ['attributes', 'html', `<b ${filled('a="x" ')}`],
    ['open brackets', 'html', filled('<')],
    ['open brackets of a page', 'page', filled('<')],
    ['closing brackets of a page', 'page', filled('>')],
    ['ampersands', 'html', filled('&')],
  ] as const)('%s as %s', (_, type, body) => {
    const { removed } = normalizing(type, body);
    expect(removed.map(({ rule }) => rule)).toContain('too-long');
  });

  test('a body within the bounds is whole', () => {
    const words = 'word '.repeat(50_000).trim();
    const { content, removed } = normalizing('text', words);
    expect(content.bodyText).toBe(words);
    expect(removed).toEqual([]);
  });
});

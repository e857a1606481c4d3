import { describe, expect, test } from 'vitest';
import { normalizing } from '../normalizing.ts';

const first =
  'The lighthouse of Port Ellery will be lit again in spring, said its keeper, after three winters in which ships found their way by the smell of the fish market alone.';
const second =
  'Councillors voted eleven to four for the repair, which will cost forty thousand crowns and take until April. The money comes from a levy on sardines.';
const page = (inside: string, around = ''): string =>
  `<html><head><title>Lighthouse to be lit again</title></head><body>${around}<div class="story"><h1>Lighthouse to be lit again</h1><p>${first}</p>${inside}<p>${second}</p></div></body></html>`;
const linesOf = (html: string): string[] =>
  normalizing('page', html, {}, 'https://bugle.example/light').content.bodyText.split('\n\n');

describe('the body goes without', () => {
  test.each([
    ['a menu', '<nav><a href="/">Home</a></nav>'],
    [
      'a box of teasers',
      '<div class="c-relatedStories"><p>Herring prices fall for the third week in a row as the boats come home early and full.</p></div>',
    ],
    [
      'a newsletter box',
      '<section class="newsletter-signup"><p>Sign up for the tides and have them in your inbox every morning at six o’clock.</p></section>',
    ],
    [
      'a caption',
      '<figure><img src="/a.jpg"><figcaption class="caption">The lamp. Photo: Pia Falk</figcaption></figure>',
    ],
    ['a line that leads away', '<p>Read more: <a href="/b">Herring prices fall</a></p>'],
    ['a line that is one link', '<p><a href="/b">Herring prices fall for the third week</a></p>'],
    ['a label', '<p>ADVERTISEMENT</p>'],
    [
      'a post of another site',
      '<blockquote class="twitter-tweet"><p>Look at that lamp! pic.example</p></blockquote>',
    ],
    [
      'what is hidden',
      '<div style="display: none"><p>This dialog asks whether you would like to leave the page without saving your work.</p></div>',
    ],
  ])('%s', (_, inside) => {
    expect(linesOf(page(inside))).toEqual([first, second]);
  });
});

describe('the body keeps', () => {
  test.each([
    ['a subhead', '<h2>What the light will do</h2>', 'What the light will do'],
    [
      'a quote',
      '<blockquote><p>“It does not tell you where the rocks are.”</p></blockquote>',
      '“It does not tell you where the rocks are.”',
    ],
    ['a list', '<ul><li>one lamp</li><li>two lenses</li></ul>', 'one lamp\ntwo lenses'],
    ['a table', '<table><tr><td>Lamp</td><td>1</td></tr></table>', 'Lamp | 1'],
    ['the label of an accordion', '<h3><button>What does it cost?</button></h3>', 'What does it cost?'],
    [
      'a heading whose id is made of words of furniture',
      '<h2 id="our-menu">Our menu of lamps</h2>',
      'Our menu of lamps',
    ],
    [
      'what stands beside a sidebar',
      '<div class="has-sidebar sidebar-enabled"><p>The lamp turns once in twelve seconds.</p></div>',
      'The lamp turns once in twelve seconds.',
    ],
  ])('%s', (_, inside, line) => {
    expect(linesOf(page(inside))).toEqual([first, line, second]);
  });
});

test('the body ends where the page goes on to other things', () => {
  const html = page('').replace(
    '</div></body>',
    `<p>Done.</p><h3>Related articles</h3><p><b>Herring</b> prices fall.</p></div></body>`,
  );
  expect(linesOf(html)).toEqual([first, second, 'Done.']);
});

test('an article in several bodies is whole', () => {
  const part = (text: string) => `<div class="rich-text"><p>${text}</p></div>`;
  expect(linesOf(`<body><div>${part(first)}<img src="/a.jpg">${part(second)}</div></body>`)).toEqual([
    first,
    second,
  ]);
});

test('whatever is taken away is told', () => {
  const { removed } = normalizing('page', page('<p>Learn more</p>', '<nav>Home</nav><div>Outside</div>'));
  const told = removed.map(({ rule, text }) => `${rule}: ${text}`);
  expect(told).toEqual(
    expect.arrayContaining(['furniture: Home', 'outside-article: Outside', 'cruft: Learn more']),
  );
});

test('a caption stands with its picture', () => {
  const figure = '<figure><img src="/a.jpg"><figcaption>The lamp at noon</figcaption></figure>';
  const { content } = normalizing('page', page(figure), {}, 'https://bugle.example/light');
  expect(content.bodyText).toBe(`${first}\n\n${second}`);
  expect(content.images).toMatchObject([{ url: 'https://bugle.example/a.jpg', caption: 'The lamp at noon' }]);
});

test('lines above the text that say who and when go, in whatever form', () => {
  const head =
    '<div>By Jane Doe – Updated Mar 5, 2026 at 4:28 PM | Fact-checked by Ann Poe</div><div>March 4, 2026, 9:00</div>';
  const html = `<head><meta name="author" content="Jane Doe"></head><body><h1>Lighthouse to be lit again</h1>${head}<p>${first}</p><p>${second}</p></body>`;
  const { content } = normalizing('page', html);
  expect(content).toMatchObject({ bodyText: `${first}\n\n${second}`, authors: [{ name: 'Jane Doe' }] });
  expect(content.byline).toContain('By Jane Doe');
});

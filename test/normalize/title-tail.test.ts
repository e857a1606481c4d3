import { describe, expect, test } from 'vitest';
import { cutAtTail, isNameOfHost } from '../../src/normalize/title-tail.ts';
import { normalizing } from './normalizing.ts';

const story =
  'The lighthouse of Port Ellery will be lit again in spring, said its keeper, after three winters in which ships found their way by the smell of the fish market alone.';
const body = `<p>${story}</p>`;
const headline = 'Lighthouse to be lit again in spring';

describe('the title loses behind a dash or a bar', () => {
  const url = 'https://www.portellerybugle.example/news/1';
  test.each([
    ['the outlet', `${headline} - Ellery Post`, { outlet: 'Ellery Post' }],
    ['the outlet by its host', `${headline} | Port Ellery Bugle`, {}],
    ['a section', `${headline} | Opinion`, {}],
    ['the section that the feed names', `${headline} | Harbours`, { section: 'Harbours' }],
    ['several of them', `${headline} – Opinion — Port Ellery Bugle`, {}],
  ])('%s', (_, title, claims) => {
    expect(normalizing('html', body, { title, ...claims }, url).content.title).toBe(headline);
  });

  test('whatever the headline in the body does not have', () => {
    const { content } = normalizing('html', `<h2>${headline}</h2>${body}`, {
      title: `${headline} - The Gannet`,
    });
    expect(content).toMatchObject({ title: headline, bodyText: story });
  });

  test('nothing that can be part of it', () => {
    const title = 'Lamps, keepers and gulls - a history';
    expect(normalizing('html', body, { title }, url).content.title).toBe(title);
  });
});

test('a headline repeated with the outlet behind it leaves the text', () => {
  const text = `${headline}\n\n${headline} | The Gannet\n\n${story}`;
  expect(normalizing('text', text).content).toMatchObject({ title: headline, bodyText: story });
});

test.each([
  ['Port Ellery Bugle', true],
  ['The Port Ellery Bugle', true],
  ['portellerybugle.example', false],
  ['Ellery', false],
  ['', false],
])('www.portellerybugle.example is known as %j: %j', (name, isKnown) => {
  expect(isNameOfHost(name, 'https://www.portellerybugle.example/')).toBe(isKnown);
});

test.each([['Lamp'], ['- Lamp'], ['Lamp -'], ['Lamp-keeper'], ['']])('%j has no tail', (title) => {
  expect(cutAtTail(title)).toBeNull();
});

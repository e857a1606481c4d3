import { describe, expect, test } from 'vitest';
import { parseNames } from '../../src/normalize/byline-names.ts';
import { namesOf, normalizing, rules } from './normalizing.ts';

const story =
  'The bridge over the river Ell opened on Friday after ten years of work, the council of the town said.';

function withByline(line: string) {
  return normalizing('text', `Bridge opens at last\n\n${line}\n\n${story}\n\n${story}`, {
    title: 'Bridge opens at last',
  });
}

describe('a byline', () => {
  test.each([
    ['By Jane Doe', ['Jane Doe']],
    ['by Jane Doe.', ['Jane Doe']],
    ['By Jane Doe,John Roe and Ed Poe', ['Jane Doe', 'John Roe', 'Ed Poe']],
    ['By Jane Doe & John Roe', ['Jane Doe', 'John Roe']],
    ["By JANE O'DOE and JEAN-LUC MCROE", ["Jane O'Doe", 'Jean-Luc McRoe']],
    ['By Jane Doe in Port Ellery, Northland, and John Roe', ['Jane Doe', 'John Roe']],
    ['By Jane Doe, Staff Writer', ['Jane Doe']],
    ['By JANE DOE Crime Reporter', ['Jane Doe']],
    ['By Jane Doe, Reuters', ['Jane Doe']],
    ['By Jane Doe, Example News, Port Ellery', ['Jane Doe']],
    ['By Ludo van der Poel', ['Ludo van der Poel']],
    ['Von Jana Dohl und Jörg Röh', ['Jana Dohl', 'Jörg Röh']],
    ['Par Jeanne Dupré et Luc Roé', ['Jeanne Dupré', 'Luc Roé']],
    ['Por Juana Díaz y Luis Roa', ['Juana Díaz', 'Luis Roa']],
    ['Door Janneke Doorn en Piet Rood', ['Janneke Doorn', 'Piet Rood']],
    ['Av Johanna Dahl och Nils Rosén', ['Johanna Dahl', 'Nils Rosén']],
    ['作者：王小明、李大文', ['王小明', '李大文']],
  ])('%s names %j', (line, names) => {
    const article = withByline(line);
    expect(namesOf(article)).toEqual(names);
    expect(article.content.byline).toBe(line);
    expect(article.content.bodyText).toBe(`${story}\n\n${story}`);
  });

  test.each(['By Reuters Staff', 'By Staff Writer', 'By The Associated Press', 'By staff and agencies'])(
    '%s goes and names no person',
    (line) => {
      const article = withByline(line);
      expect(article.content).toMatchObject({ byline: line, authors: [] });
      expect(article.content.bodyText).not.toContain(line);
    },
  );

  test.each([
    'By Monday, the council had met twice',
    'By the numbers',
    'By the chief executive of the ferry line',
    'By order of the council',
    'By 2030 all ferries sail on sun',
    'Von wegen',
    'Average Speed Cameras Spread Along The Coast Road',
  ])('%s is none', (line) => {
    const article = withByline(line);
    expect(article.content).toMatchObject({ byline: null, authors: [] });
    expect(article.content.bodyText.startsWith(line)).toBe(true);
  });

  test('puts an address into the field for it', () => {
    const { content } = withByline('By Jane Doe jane.doe@news.example');
    expect(content.authors).toMatchObject([{ name: 'Jane Doe', email: 'jane.doe@news.example' }]);
  });

  test('names the agency it is from', () => {
    expect(withByline('By Jane Doe, Reuters').content.agency).toBe('Reuters');
  });

  test('needs no leading word where the feed names the same author', () => {
    const article = normalizing('html', `<p>Jane Doe</p><p>${story}</p>`, {
      authors: [{ name: 'Jane Doe', email: null, url: 'https://news.example/jane' }],
    });
    expect(article.content).toMatchObject({
      byline: 'Jane Doe',
      authors: [{ name: 'Jane Doe', url: 'https://news.example/jane' }],
      bodyText: story,
    });
  });
});

test('a second byline at the end goes but names nobody', () => {
  const body = `By Jane Doe\n\n${story}\n\n${story}\n\n${story}\n\nBy John Roe`;
  const article = normalizing('text', body, { title: 'Bridge opens at last' });
  expect(namesOf(article)).toEqual(['Jane Doe']);
  expect(article.removed).toContainEqual({ rule: 'byline', text: 'By John Roe', line: 5 });
});

describe('the authors a feed names', () => {
  test.each([
    ['By Jane Doe', ['Jane Doe']],
    ['noreply@news.example (Jane Doe)', ['Jane Doe']],
    ['Doe, Jane', ['Jane Doe']],
    ['Jane Doe, John Roe', ['Jane Doe', 'John Roe']],
    ['admin', []],
    ['Example Herald', []],
    ['Port Ellery Bugle', []],
    ['Reuters', []],
    ['Newsdesk', []],
    ['info@news.example', []],
  ])('%s is %j', (name, names) => {
    const authors = [{ name, email: null, url: null }];
    const article = normalizing('html', `<p>${story}</p>`, { authors, outlet: 'Port Ellery Bugle' });
    expect(namesOf(article)).toEqual(names);
    expect(article.content.authors.map((author) => author.email)).toEqual(names.map(() => null));
  });

  test('yield to the byline of the body', () => {
    const article = normalizing('html', `<p>By Jane Doe</p><p>${story}</p>`, {
      authors: [{ name: 'John Roe', email: null, url: null }],
    });
    expect(namesOf(article)).toEqual(['Jane Doe']);
  });
});

test('parseNames says that it did not understand a sentence', () => {
  expect(parseNames('the council had met', rules).isUnderstood).toBe(false);
  expect(parseNames('', rules).isUnderstood).toBe(false);
});

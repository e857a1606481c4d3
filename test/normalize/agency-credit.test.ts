import { describe, expect, test } from 'vitest';
import { readAgencyCredit } from '../../src/normalize/agency-credit.ts';
import { normalizing, rules } from './normalizing.ts';

const story =
  'The ferries to the islands stayed in port on Friday, and the mail went by air, the post office said.';

describe('a credit line', () => {
  test.each([
    ['The Associated Press contributed to this report.', 'Associated Press', []],
    [
      'Associated Press writers Jane Doe in Lima and John Roe contributed to this report.',
      'Associated Press',
      ['Jane Doe', 'John Roe'],
    ],
    ['Jane Doe contributed reporting.', null, ['Jane Doe']],
    ['With reporting by Reuters', 'Reuters', []],
    ['This article was first published by the Port Ellery Bugle.', 'Port Ellery Bugle', []],
    ['This story was originally published in The Example Post on 3 May 2026.', 'The Example Post', []],
    ['With files from The Canadian Press', 'Canadian Press', []],
    ['Source: AFP', 'AFP', []],
    ['(AP)', 'AP', []],
    ['– AFP', 'AFP', []],
    ['(dpa/jd)', 'dpa', []],
    ['Mit Material von dpa', 'dpa', []],
    ['Quelle: dpa', 'dpa', []],
    ['(avec AFP)', 'AFP', []],
    ['Con información de EFE', 'EFE', []],
    ['Fonte: ANSA', 'ANSA', []],
    ['Bron: ANP', 'ANP', []],
    ['Kilde: Ritzau', 'Ritzau', []],
    ['Källa: TT', 'TT', []],
    ['Źródło: PAP', 'PAP', []],
    ['Kaynak: AA', 'AA', []],
    ['Источник: ТАСС', 'ТАСС', []],
    ['来源：新华社', '新华社', []],
    ['출처: 연합뉴스', '연합뉴스', []],
    ['المصدر: رويترز', 'رويترز', []],
    ['（共同）', '共同', []],
  ])('%s', (line, agency, names) => {
    expect(readAgencyCredit(line, rules)).toEqual({ agency, names });
  });

  test.each([
    'Bad weather contributed to this report being late.',
    'With reporting rules changed, the council met.',
    'Source: the sea, which has been rising for a hundred years along the coast of the islands, as everybody knows',
    'Avec le vent',
    'Mit der Flut kam der Wind.',
    'Reuters',
    'The AP said so.',
    'Con el viento',
    '(laughs)',
  ])('%s is none', (line) => {
    expect(readAgencyCredit(line, rules)).toBeNull();
  });
});

test('a credit line leaves the body, and its agency is that of the article', () => {
  const { content, removed } = normalizing(
    'text',
    `Boats stay in port\n\nBy Jane Doe\n\n${story}\n\n${story}\n\nThe Associated Press and John Roe contributed to this report.`,
  );
  expect(content).toMatchObject({
    agency: 'Associated Press',
    bodyText: `${story}\n\n${story}`,
    authors: [
      { name: 'Jane Doe', role: null },
      { name: 'John Roe', role: 'contributor' },
    ],
  });
  expect(removed.map(({ rule }) => rule)).toContain('agency-credit');
});

test('the credits that close a report leave the body and add who edited it', () => {
  const { content } = normalizing(
    'text',
    `Boats stay in port\n\nBy Jane Doe\n\n${story}\n\n${story}\n\n(Reporting by Jane Doe in Lima; Editing by John Roe)`,
  );
  expect(content).toMatchObject({
    bodyText: `${story}\n\n${story}`,
    authors: [{ name: 'Jane Doe' }, { name: 'John Roe', role: 'editor' }],
  });
});

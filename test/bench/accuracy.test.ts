import { expect, test } from 'vitest';
import { cruftLines } from '../../bench/accuracy/cruft.ts';
import { peopleIn, personKey } from '../../bench/accuracy/people.ts';
import { scoreAuthors } from '../../bench/accuracy/score-page.ts';
import { shingleF1 } from '../../bench/accuracy/shingles.ts';
import { author } from '../../src/normalize/byline-names.ts';

test.each([
  ['Jane Doe, MD, John Roe & Ann Poe', ['Jane Doe', 'John Roe', 'Ann Poe']],
  ['Jane Doe, Ph.D., and John Roe, M.D. FACLM', ['Jane Doe', 'John Roe']],
  ['Jane Doe, Shipping Expert', ['Jane Doe']],
  ['Bugle Staff', []],
  ['@jane_doe', []],
  [
    ['Jane Doe', 'Zoë Li'],
    ['Jane Doe', 'Zoë Li'],
  ],
  [null, []],
])('%s names %j', (gold, persons) => {
  expect(peopleIn(gold)).toEqual(persons);
});

test('degrees, accents and case do not tell two spellings of a name apart', () => {
  expect(personKey('Dr. Zoë Li, MD'.replace(',', ''))).toBe(personKey('ZOE LI'));
});

test('an author that the gold does not name is invented, one it names in another way is not', () => {
  const found = (...names: string[]) => ({ authors: names.map((name) => author(name)) });
  expect(scoreAuthors({ authors: 'Jane Doe' }, found('Jane Doe', 'Ann Poe'))).toMatchObject({
    isExact: false,
    invented: ['Ann Poe'],
  });
  expect(scoreAuthors({ authors: 'Jane Doe' }, found('Jane Doe'))).toMatchObject({
    isExact: true,
    invented: [],
  });
  expect(scoreAuthors({ authors: 'janedoe' }, found('Jane Doe'))).toMatchObject({ invented: [] });
});

test('F1 over 4-grams is 1 for the same words, 0 for others, and falls with what is added', () => {
  expect(shingleF1('One two three four five.', 'one two, three four five')).toBe(1);
  expect(shingleF1('one two three four', 'five six seven eight')).toBe(0);
  expect(shingleF1('a b c d e f g h', 'a b c d')).toBeCloseTo(2 / 6);
  expect(shingleF1('', '')).toBe(1);
});

test('cruft is what looks like furniture and is not in the gold', () => {
  expect(cruftLines('Read more\nA sentence.\nSign up for our newsletter', 'A sentence. Read more')).toEqual([
    'Sign up for our newsletter',
  ]);
});

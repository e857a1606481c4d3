import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyRevision } from '../../src/dedupe/classify-revision.ts';
import { diffWords } from '../../src/dedupe/diff-words.ts';

const text =
  'The ferry sails again from Monday, the harbour board said on Friday. It had been in dock since a storm tore the ramp loose in January. The work cost 4 million.';
/** The last line of a text is its note, where it opens as one. */
const article = (bodyText: string, title = 'Ferry sails again') => {
  const note = /(?:Editor’s note|更正).*$/.exec(bodyText)?.[0];
  return { title, bodyText, notes: note ? [{ kind: 'correction' as const, text: note }] : [] };
};

describe('a revision', () => {
  test.each([
    ['typo', text, text.replace('harbour', 'harbor')],
    ['typo', text, text.replace('Monday,', 'Monday')],
    ['substance', text, text.replace('4 million', '6 million')],
    ['substance', text, text.replace('the harbour board', 'the county')],
    ['correction', text.replace('4', '6'), `${text}\n\nEditor’s note: An earlier version gave a wrong sum.`],
    [
      'correction',
      '费用为六百万。渡轮周一恢复航行。',
      '费用为四百万。渡轮周一恢复航行。\n\n更正：此前的数字有误。',
    ],
    [
      'update',
      text,
      `${text}\n\nThe first sailing was full within an hour, and the board has put on another one for the afternoon, it added.`,
    ],
    [
      'rewrite',
      text,
      'Islanders cheered when the first lorry rolled over the mended quay, seven weeks after gales had cut them off from shops.',
    ],
    ['details', text, text],
  ])('is called %s', (expected, before, after) => {
    expect(classifyRevision(article(before), article(after))).toBe(expected);
  });

  test('of the headline alone is told by its words', () => {
    expect(classifyRevision(article(text, 'Fery sails again'), article(text))).toBe('typo');
    expect(classifyRevision(article(text, 'Ferry stays in dock'), article(text))).toBe('substance');
  });
});

describe('a diff', () => {
  test('shows the words that came and went', () => {
    expect(diffWords('It cost 4 million.', 'It cost 6 million.')).toEqual([
      { kind: 'same', text: 'It cost ' },
      { kind: 'removed', text: '4' },
      { kind: 'added', text: '6' },
      { kind: 'same', text: ' million.' },
    ]);
  });

  test('finds words where no spaces are written', () => {
    const parts = diffWords('渡轮将于周一恢复航行。', '渡轮将于周五恢复航行。');
    expect(parts.find(({ kind }) => kind === 'added')?.text.length).toBeLessThan(4);
  });

  test('tells two texts as a whole that have nothing in common and are long', () => {
    const long = (word: string) => Array.from({ length: 9000 }, (_, n) => `${word}${n}`).join(' ');
    expect(diffWords(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });

  test('leads from the one text to the other', () => {
    const words = fc
      .array(fc.constantFrom('the', 'ferry', 'sails', '渡轮', ' ', ', ', '\n\n', 'é'))
      .map((all) => all.join(''));
    fc.assert(
      fc.property(words, words, (before, after) => {
        const parts = diffWords(before, after);
        const without = (kind: string) =>
          parts
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join('');
        expect([without('added'), without('removed')]).toEqual([before, after]);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportNumber } from '../../bench/copies/distinct-text.ts';
import { copySet } from '../../bench/copies/measure-copies.ts';
import { cluster } from '../../src/dedupe/cluster.ts';
import { fingerprintOf } from '../../src/dedupe/fingerprint.ts';
import { formStories } from '../../src/dedupe/form-stories.ts';
import type { StoryDecision, StoryLink } from '../../src/domain/story.ts';

const report = (number: number) => {
  const { title, paragraphs } = reportNumber(7, number * 2);
  return { title, text: paragraphs.join('\n\n') };
};
const storiesOf = (texts: Record<string, { title: string; text: string }>) =>
  cluster(
    Object.entries(texts).map(([id, { title, text }]) => ({
      id,
      fingerprint: fingerprintOf({ title, bodyText: text }),
    })),
  )
    .stories.map((ids) => ids.join(' '))
    .sort();

const link = (shorter: string, longer: string, changes: Partial<StoryLink> = {}): StoryLink => ({
  shorter,
  longer,
  kind: 'copy',
  score: 1,
  longerCoverage: 0.9,
  span: { from: 0, to: 100 },
  ...changes,
});
const stories = (ids: string[], links: StoryLink[], decisions: StoryDecision[] = []) =>
  formStories({ titles: new Map(ids.map((id) => [id, new Set<number>()])), links, decisions });

describe('stories', () => {
  test('are not joined by a roundup that holds them all', () => {
    const [one, two, three] = [report(1), report(2), report(3)];
    const roundup = {
      title: 'The news in brief',
      text: [one, two, three].map(({ text }) => text).join('\n\n'),
    };
    expect(storiesOf({ one, two, three, roundup })).toEqual(['one', 'roundup', 'three', 'two']);
  });

  test('are not joined by a statement that two reports quote in full', () => {
    const statement = report(1);
    const quoting = (number: number) => {
      const { title, text } = report(number);
      return { title, text: `${text}\n\n${statement.text}\n\n${report(number + 10).text}` };
    };
    const found = storiesOf({ statement, one: quoting(2), two: quoting(3) });
    expect(found).toHaveLength(2);
    expect(found.filter((ids) => ids.includes('one') && ids.includes('two'))).toEqual([]);
  });

  test('have a copy of a roundup together with it', () => {
    const [one, two] = [report(1), report(2)];
    const text = `${one.text}\n\n${two.text}`;
    const found = storiesOf({
      one,
      two,
      a: { title: 'The news in brief', text },
      b: { title: 'What happened today', text: `${text}\n\nMore tomorrow.` },
    });
    expect(found).toEqual(['a b', 'one', 'two']);
  });

  test('hold what an operator joined, and never what an operator split', () => {
    expect(stories(['1', '2'], [], [{ one: '1', other: '2', verdict: 'together' }])).toEqual([['1', '2']]);
    const apart: StoryDecision = { one: '1', other: '2', verdict: 'apart' };
    expect(stories(['1', '2'], [link('1', '2')], [apart])).toEqual([['1'], ['2']]);
    const both = [link('1', '3', { score: 0.9 }), link('2', '3', { score: 0.8 })];
    expect(stories(['1', '2', '3'], both, [apart])).toEqual([['1', '3'], ['2']]);
  });

  test('are the same in whatever order the articles come', () => {
    const members = copySet(3, 6).map(({ id, title, text }) => ({
      id,
      fingerprint: fingerprintOf({ title, bodyText: text }),
    }));
    const inOrder = (articles: typeof members) =>
      cluster(articles)
        .stories.map((ids) => ids.join(' '))
        .sort();
    const expected = inOrder(members);
    fc.assert(
      fc.property(fc.shuffledSubarray(members, { minLength: members.length }), (shuffled) => {
        expect(inOrder(shuffled)).toEqual(expected);
      }),
      { numRuns: 10 },
    );
  });

  test('are the same in whatever order their links come', () => {
    const ids = Array.from({ length: 12 }, (_, n) => String(n + 1));
    const anyLink = fc
      .tuple(
        fc.nat(11),
        fc.nat(11),
        fc.constantFrom('copy', 'excerpt', 'teaser'),
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        fc.nat(50),
      )
      .filter(([one, other]) => one !== other)
      .map(([one, other, kind, score, from]) =>
        link(ids[Math.min(one, other)] ?? '', ids[Math.max(one, other)] ?? '', {
          kind: kind as StoryLink['kind'],
          score,
          span: { from, to: from + 40 },
        }),
      );
    fc.assert(
      fc.property(
        fc
          .uniqueArray(anyLink, { selector: ({ shorter, longer }) => `${shorter} ${longer}`, maxLength: 30 })
          .chain((links) =>
            fc.tuple(fc.constant(links), fc.shuffledSubarray(links, { minLength: links.length })),
          ),
        ([links, shuffled]) => {
          const sorted = (list: string[][]) => list.map((group) => group.join(' ')).sort();
          expect(sorted(stories(ids, shuffled))).toEqual(sorted(stories(ids, links)));
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changesInContext } from '../../src/domain/changes-in-context.ts';
import type { DiffPart } from '../../src/domain/revision.ts';

const part: fc.Arbitrary<DiffPart> = fc.record({
  kind: fc.constantFrom('same', 'removed', 'added'),
  text: fc.string({ maxLength: 3000 }),
});

describe('changes', () => {
  const words = (count: number) => 'word '.repeat(count);

  test('are shown with the words around them', () => {
    const parts: DiffPart[] = [
      { kind: 'same', text: words(100) },
      { kind: 'removed', text: 'nine' },
      { kind: 'added', text: 'ten' },
      { kind: 'same', text: words(100) },
    ];
    const [before, removed, added, behind] = changesInContext(parts).map(({ text }) => text);
    expect([removed, added]).toEqual(['nine', 'ten']);
    expect(before).toMatch(/^…(?: word){10,20} $/);
    expect(behind).toMatch(/^(?:word ){10,20}…$/);
  });

  test('are none where all is the same', () => {
    expect(changesInContext([{ kind: 'same', text: 'all of it' }])).toEqual([]);
  });

  test('are shown with some of the text around them in scripts without spaces', () => {
    const parts: DiffPart[] = [
      { kind: 'same', text: '潮水'.repeat(200) },
      { kind: 'added', text: '退' },
    ];
    expect(changesInContext(parts)[0]?.text).toMatch(/^…[潮水]{60}$/);
  });

  test('never fill more than a screen', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 100 }), (parts) => {
        const chars = changesInContext(parts).reduce((sum, { text }) => sum + text.length, 0);
        expect(chars).toBeLessThan(2500);
      }),
    );
  });
});

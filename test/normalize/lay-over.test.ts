import { describe, expect, test } from 'vitest';
import { layOver } from '../../src/normalize/lay-over.ts';
import { feedLayer } from '../../src/normalize/rule-book.ts';
import { feedRulesSchema } from '../../src/normalize/rules.ts';
import { rules } from './normalizing.ts';

describe('the rules of a feed', () => {
  const own = layOver(rules, [
    feedLayer('1', {
      byline: { leads: { de: ['gezeichnet'], xx: ['zz by'] } },
      sections: { en: ['tide tables'] },
      tracking: { names: ['from_app'] },
    }),
  ]);

  test('add their words to those of the same language, and of new ones', () => {
    const firsts = [...rules.byline.credits.keys()];
    expect([...own.byline.credits.keys()].sort()).toEqual([...firsts, 'gezeichnet', 'zz'].sort());
    expect(own.sections.has('tide tables')).toBe(true);
    expect(own.tracking.names.size).toBe(rules.tracking.names.size + 1);
  });

  test('leave alone what they do not name, and the rules they are laid over', () => {
    expect(own.copyright).toEqual(rules.copyright);
    expect(own.byline.places).toEqual(rules.byline.places);
    expect(rules.sections.has('tide tables')).toBe(false);
  });

  test('are none where there are none', () => {
    expect(layOver(rules, [])).toBe(rules);
  });
});

test.each([
  [{ bylines: {} }],
  [{ byline: { leeds: { en: ['by'] } } }],
  [{ byline: { leads: ['by'] } }],
  [{ sections: { en: [1] } }],
  ['by'],
])('%j is refused as rules of a feed', (wrong) => {
  expect(feedRulesSchema.safeParse(wrong).success).toBe(false);
});

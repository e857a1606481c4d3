import { expect, test } from 'vitest';
import { feedRulesSchema, siteRulesSchema } from '../../../src/normalize/rules.ts';

test.each([
  [{ body: 'main' }, /use a list/],
  [{ remove: ['.ad', 'div['] }, /use a CSS selector; it cannot be read/],
  [{ removeLines: ['(?=a)b'] }, /syntax of RE2, without look-around.*\(\?=/],
  [{ removeLines: ['x*'] }, /it matches every line/],
  [{ fields: { headline: ['h1'] } }, /./],
  [{ fields: { title: ['h1 @'] } }, /CSS selector, with an @attribute/],
  [{ set: { language: 'not a tag' } }, /BCP 47/],
  [
    { authorAliases: { 'A B': 'C D', 'C D': 'E F', 'E F': 'A B' } },
    /A B -> C D -> E F -> A B goes round in a circle/,
  ],
  [{ fullText: 'sometimes' }, /use auto, always or never/],
])('%j is refused', (written, reason) => {
  const checked = feedRulesSchema.safeParse(written);
  expect(checked.error?.issues[0]?.message).toMatch(reason);
});

test('a name may stand for itself, written otherwise', () => {
  expect(feedRulesSchema.safeParse({ authorAliases: { 'JANE DOE': 'Jane Doe' } }).success).toBe(true);
});

test('a file of config/sites says whom it is for', () => {
  expect(siteRulesSchema.safeParse({ body: ['main'] }).error?.issues[0]?.message).toMatch(
    /use hosts, outlets or both/,
  );
  expect(siteRulesSchema.safeParse({ hosts: ['https://example.com'] }).success).toBe(false);
  expect(siteRulesSchema.safeParse({ hosts: ['Example.com'] }).data?.hosts).toEqual(['example.com']);
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  addRuleCounts,
  countUnmatchedRules,
  findRuleMatches,
  pruneRuleMatches,
} from '../../src/store/rule-matches.ts';
import { stores, type TestStore } from '../support/store.ts';

const day = (date: number) => new Date(`2026-03-${String(date).padStart(2, '0')}T23:30:00.000Z`);
const counts = (tried: number, ad: number, text: number) => [
  { rule: 'feed 7 remove .text', tried, matched: text },
  { rule: 'feed 7 remove .ad', tried, matched: ad },
];

describe.each(stores)('matches of rules on the $name', ({ isAvailable, open }) => {
  let store: TestStore;
  beforeAll(async () => {
    if (isAvailable) store = await open();
  });
  afterAll(() => store?.close());
  beforeEach(async () => {
    if (isAvailable) await store.pool.query('truncate rule_matches');
  });

  test.skipIf(!isAvailable)('are added up by day, also of batches that are stored at once', async () => {
    await Promise.all([1, 2, 3].map(() => addRuleCounts(store.pool, counts(5, 2, 0), day(1))));
    const { rows } = await store.pool.query(
      'select day::text, tried, matched from rule_matches order by rule',
    );
    expect(rows).toEqual([
      { day: '2026-03-01', tried: 15, matched: 6 },
      { day: '2026-03-01', tried: 15, matched: 0 },
    ]);
  });

  test.skipIf(!isAvailable)(
    'tell since when a rule finds nothing, and when it found something last',
    async () => {
      await addRuleCounts(store.pool, counts(5, 2, 0), day(1));
      await addRuleCounts(store.pool, counts(4, 0, 0), day(3));
      await addRuleCounts(store.pool, counts(4, 0, 0), day(4));
      expect(await findRuleMatches(store.pool, day(3))).toEqual([
        {
          rule: 'feed 7 remove .ad',
          tried: 8,
          matched: 0,
          lastMatchedOn: '2026-03-01',
          unmatchedSince: '2026-03-03',
        },
        {
          rule: 'feed 7 remove .text',
          tried: 8,
          matched: 0,
          lastMatchedOn: null,
          unmatchedSince: '2026-03-01',
        },
      ]);
    },
  );

  test.skipIf(!isAvailable)('count the rules that found nothing for days while they were tried', async () => {
    await addRuleCounts(store.pool, counts(5, 1, 0), day(1));
    await addRuleCounts(store.pool, counts(5, 1, 0), day(5));
    expect(await countUnmatchedRules(store.pool, day(3))).toBe(1);
    expect(await countUnmatchedRules(store.pool, day(1))).toBe(0);
    expect(await countUnmatchedRules(store.pool, day(6))).toBe(0);
  });

  test.skipIf(!isAvailable)('are forgotten from a day on', async () => {
    await addRuleCounts(store.pool, counts(5, 2, 0), day(1));
    await addRuleCounts(store.pool, counts(5, 2, 0), day(2));
    await pruneRuleMatches(store.pool, day(2));
    expect(await findRuleMatches(store.pool, day(1))).toMatchObject([{ tried: 5 }, { tried: 5 }]);
  });
});

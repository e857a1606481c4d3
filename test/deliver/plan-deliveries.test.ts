import { describe, expect, test } from 'vitest';
import { type MatchedEvent, planDeliveries, type Told } from '../../src/deliver/plan-deliveries.ts';
import type { LogEvent } from '../../src/domain/event.ts';
import type { NoticePolicy } from '../../src/domain/subscription.ts';

let cursor = 0;

/** An event of an article of a story; `isMatched`: the topic of subscription 1 has it. */
function happened(
  articleId: string,
  event: Partial<LogEvent> = {},
  { storyId = null, isMatched = true }: { storyId?: string | null; isMatched?: boolean } = {},
): MatchedEvent {
  cursor += 1;
  return {
    event: {
      cursor: String(cursor),
      type: 'created',
      articleId,
      revision: 1,
      changed: [],
      storyId: null,
      class: null,
      reason: null,
      at: '2026-03-01T00:00:00.000Z',
      ...event,
    },
    storyId,
    listenerIds: isMatched ? ['1'] : [],
  };
}

const nobody = (): Told => ({ articles: new Map(), stories: new Map(), muted: new Map() });

/** Of which of these events, by their place, subscription 1 is told. */
function told(policy: NoticePolicy, events: MatchedEvent[], before: Told = nobody()): number[] {
  const planned = planDeliveries(events, new Map([['1', policy]]), before);
  const cursors = new Set(planned.map((delivery) => delivery.cursor));
  return events.flatMap(({ event }, index) => (cursors.has(event.cursor) ? [index] : []));
}

const update: Partial<LogEvent> = { type: 'updated', class: 'update', changed: ['bodyText'] };
const correction: Partial<LogEvent> = { type: 'updated', class: 'correction', changed: ['bodyText'] };
const kill: Partial<LogEvent> = { type: 'killed', reason: 'withdrawn' };
const join: Partial<LogEvent> = { type: 'story', changed: ['joined'], storyId: 's' };
const inStory = { storyId: 's' };

describe('every article', () => {
  test('is told of whatever happens to what its topic matches', () => {
    expect(
      told('articles', [happened('a'), happened('a', update), happened('b'), happened('a', kill)]),
    ).toEqual([0, 1, 2, 3]);
  });

  test('is told of an article that comes to match by a change, and not of what never matched', () => {
    const events = [
      happened('a', {}, { isMatched: false }),
      happened('a', update),
      happened('b', kill, { isMatched: false }),
      happened('c', kill),
    ];
    expect(told('articles', events)).toEqual([1]);
  });

  test('is told of changes to an article that does not match any more', () => {
    expect(told('articles', [happened('a'), happened('a', update, { isMatched: false })])).toEqual([0, 1]);
  });
});

describe('the first of a story', () => {
  test('is told once of a story, whoever runs it', () => {
    const events = [happened('a', {}, inStory), happened('b', {}, inStory), happened('b', join, inStory)];
    expect(told('stories', events)).toEqual([0]);
  });

  test('is told of corrections and kills of what it was told of, not of other changes', () => {
    const events = [happened('a'), happened('a', update), happened('a', correction), happened('a', kill)];
    expect(told('stories', events)).toEqual([0, 2, 3]);
  });

  test('is not told of the kill of a copy that it was never told of', () => {
    const events = [happened('a', {}, inStory), happened('b', {}, inStory), happened('b', kill, inStory)];
    expect(told('stories', events)).toEqual([0]);
  });

  test('is warned when what it was told of is a copy of what was killed', () => {
    const warning: Partial<LogEvent> = { type: 'story', changed: ['killed'], storyId: 's' };
    expect(told('stories', [happened('a', {}, inStory), happened('a', warning, inStory)])).toEqual([0, 1]);
  });

  test('is told when what was killed is restored', () => {
    const restored: Partial<LogEvent> = { type: 'updated', changed: ['killed'] };
    const events = [
      happened('a', {}, inStory),
      happened('a', kill, inStory),
      happened('a', restored, inStory),
    ];
    expect(told('stories', events)).toEqual([0, 1, 2]);
  });

  test('knows what was told of before', () => {
    const before = { ...nobody(), stories: new Map([['s', new Set(['1'])]]) };
    expect(told('stories', [happened('b', {}, inStory)], before)).toEqual([]);
  });
});

describe('a story with updates', () => {
  test('is told of the first, of changes, and of who joins', () => {
    const events = [
      happened('a', {}, inStory),
      happened('b', {}, inStory),
      happened('b', join, { ...inStory, isMatched: false }),
      happened('a', update, inStory),
    ];
    expect(told('updates', events)).toEqual([0, 2, 3]);
  });

  test('is not told of stories that it knows nothing of', () => {
    expect(told('updates', [happened('b', join, { ...inStory, isMatched: false })])).toEqual([]);
  });
});

describe('a muted story', () => {
  const muted = (): Told => ({ ...nobody(), muted: new Map([['s', new Set(['1'])]]) });
  const events = [
    happened('a', {}, inStory),
    happened('a', update, inStory),
    happened('b', join, inStory),
    happened('b', correction, inStory),
    happened('b', kill, inStory),
  ];

  test.each(['articles', 'stories', 'updates'] as const)('is told of no more to who wants %s', (policy) => {
    expect(told(policy, events, muted())).toEqual([]);
    expect(told(policy, [happened('c')], muted())).toEqual([0]);
  });

  test('is still told of when what was told is wrong or withdrawn', () => {
    const before = { ...muted(), articles: new Map([['b', new Set(['1'])]]) };
    expect(told('updates', events, before)).toEqual([3, 4]);
  });
});

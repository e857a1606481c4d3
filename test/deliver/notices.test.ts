import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chatMessage } from '../../src/deliver/chat-message.ts';
import { mailText } from '../../src/deliver/mail-message.ts';
import { groupByStory, type NoticedStory, noticedStory } from '../../src/deliver/notice.ts';
import { changesInContext } from '../../src/domain/changes-in-context.ts';
import type { SentEvent } from '../../src/domain/subscription.ts';
import { articleContent } from '../support/articles.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(fc.constantFrom('&', '<', '>', '|', '\r\n', '"', '<!channel>', '<script>', 'word '), {
      maxLength: 200,
    })
    .map((parts) => parts.join('')),
);
const url = fc.option(fc.oneof(fc.webUrl({ withQueryParameters: true }), hostile));
const part = fc.record({ kind: fc.constantFrom('same', 'added', 'removed'), text: hostile });

/** An event of an article of a story, as it is sent. */
function sent(of: { articleId?: string; storyId?: string | null } & Partial<SentEvent>): SentEvent {
  const { articleId = '1', storyId = null, ...changes } = of;
  return {
    cursor: '1',
    type: 'created',
    articleId,
    revision: 1,
    changed: [],
    storyId: null,
    class: null,
    reason: null,
    at: '2026-03-01T00:00:00.000Z',
    article: {
      ...articleContent(),
      id: articleId,
      revision: 1,
      firstSeenAt: null,
      source: { feedId: '1', feed: 'Courier', outlet: null, domain: null },
      story: storyId === null ? null : { id: storyId, size: 2, leadId: '1', killedId: null },
      killed: null,
    },
    ...changes,
  };
}

/** As it is sent while its article is killed. */
function killed(event: SentEvent): SentEvent {
  const article = event.article && { ...event.article, killed: { at: event.at, reason: 'wrong' } };
  return { ...event, article };
}

/** A story made of what feeds say. */
const story: fc.Arbitrary<NoticedStory> = fc
  .record({
    title: hostile,
    address: url,
    summary: hostile,
    outlets: fc.array(fc.record({ name: hostile, url }), { maxLength: 30 }),
    reason: hostile,
    parts: fc.array(part, { maxLength: 6 }),
    type: fc.constantFrom('created', 'updated', 'killed'),
  })
  .map(({ title, address, summary, outlets, reason, parts, type }) => {
    const { article, ...event } = sent({ type, reason });
    const told = { ...event, article: article && { ...article, title, url: address, summary } };
    const [group] = groupByStory([told]);
    if (!group) throw new Error('an event is of a story');
    return noticedStory(group, outlets, changesInContext(parts));
  });

describe('events', () => {
  test('are grouped by the story that their articles are in now, the gravest first', () => {
    const events = [
      sent({ articleId: '1' }),
      sent({ articleId: '2', storyId: 's' }),
      sent({ articleId: '3', type: 'updated', class: 'correction' }),
      sent({ articleId: '4', storyId: 's', type: 'updated', class: 'update' }),
      killed(sent({ articleId: '5', type: 'killed' })),
      sent({ articleId: '6', type: 'killed' }),
      sent({ articleId: '6', type: 'updated', changed: ['killed'] }),
    ];
    const groups = groupByStory(events).map(({ mark, about, events: own }) => [
      mark,
      about.articleId,
      own.length,
    ]);
    expect(groups).toEqual([
      ['KILL', '5', 1],
      ['CORRECTION', '3', 1],
      ['RESTORED', '6', 2],
      [null, '1', 1],
      [null, '2', 2],
    ]);
  });

  test('of articles that are not kept any more are told of', () => {
    const [group] = groupByStory([sent({ type: 'killed', reason: 'wrong', article: null })]);
    expect(group && noticedStory(group, [], [])).toMatchObject({ mark: 'KILL', url: null, reason: 'wrong' });
  });
});

describe('a mail', () => {
  test('has one line for a subject, whatever feeds say', () => {
    fc.assert(
      fc.property(hostile, fc.array(story, { maxLength: 5 }), (name, stories) => {
        const { subject } = mailText(name, stories, 'https://wire.example/unsubscribe/t');
        expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(subject.length).toBeLessThanOrEqual(200);
      }),
    );
  });

  test('holds no markup but its own, and no links but to the web', () => {
    const own = ['html', 'head', 'meta', 'body', 'h2', 'p', 'a', 'strong', 'ins', 'del', 'hr'];
    fc.assert(
      fc.property(hostile, fc.array(story, { maxLength: 3 }), (name, stories) => {
        const $ = load(mailText(name, stories, 'https://wire.example/unsubscribe/t').html);
        expect($('*').not(own.join(', ')).length).toBe(0);
        expect($('h2').length).toBe(stories.length);
        for (const link of $('a').toArray()) expect($(link).attr('href')).toMatch(/^https?:\/\//i);
      }),
    );
  });
});

describe('a chat message', () => {
  test('keeps to the limits and the markup of Slack, and leaves no story out', () => {
    fc.assert(
      fc.property(fc.array(story, { minLength: 1, maxLength: 4 }), (some) => {
        const stories = Array.from({ length: 50 }, () => some).flat();
        const { blocks } = JSON.parse(chatMessage('desk', stories).body) as {
          blocks: { text: { text: string } }[];
        };
        expect(blocks.length).toBeLessThanOrEqual(50);
        const sections = blocks.map(({ text }) => text.text);
        for (const section of sections) {
          expect(section.length).toBeLessThanOrEqual(3000);
          const rest = section.replace(/<https?:\/\/[^\s<>|]+\|[^<>]*>/gi, '');
          expect(rest).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)/);
        }
        expect(sections.join('\n\n').split('\n\n')).toHaveLength(stories.length);
      }),
      { numRuns: 30 },
    );
  });
});

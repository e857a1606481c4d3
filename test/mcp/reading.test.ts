import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copySet } from '../../bench/copies/measure-copies.ts';
import { createTopicFollower } from '../../src/pipeline/follow-topics.ts';
import { stores, type TestStore } from '../support/store.ts';
import { deskOpensAt, openStoryDesk, type StoryDesk } from '../support/story-desk.ts';
import { addTestTopic } from '../support/topics.ts';
import { environmentOf, openSession, type Session } from './session.ts';

const [report, ...variations] = copySet(5, 1);
if (!report) throw new Error('there is no report');
const ferry = { title: 'Ferry sails again', text: 'The ferry to Port Alder sails again from Monday on.' };

describe.each(stores.filter(({ isAvailable }) => isAvailable))('tools that read, on $name', ({ open }) => {
  let desk: StoryDesk;
  let session: Session;
  const ids: string[] = [];

  beforeAll(async () => {
    const store: TestStore = await open();
    desk = await openStoryDesk(async () => store);
    await desk.empty();
    await addTestTopic(desk.pool, { name: 'ferries', query: 'ferry' });
    for (const [outlet, member] of [report, ...variations.slice(0, 2)].entries())
      ids.push(await desk.publish(outlet, `item ${outlet}`, member));
    ids.push(await desk.publish(3, 'ferry', ferry));
    await desk.publish(3, 'ferry', { ...ferry, text: `${ferry.text} Tickets stay as they are.` });
    await createTopicFollower({ pool: desk.pool, onFaultyTopic: expect.fail })();
    session = await openSession(environmentOf(store));
  });
  afterAll(async () => {
    await session?.close();
    await desk?.close();
  });

  test('search by the query language, and page to the end without a gap', async () => {
    const { value: found } = await session.ask('search_articles', { query: 'title:ferry' });
    expect(found).toMatchObject({ articles: [{ id: ids[3], title: ferry.title }], next: null, cut: [] });
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const { value: page } = await session.ask('search_articles', { limit: 3, ...(after && { after }) });
      seen.push(...page.articles.map(({ id }: { id: string }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toEqual(ids.toReversed());
  });

  test('filter by time, which is understood as the API does', async () => {
    const until = deskOpensAt.toISOString();
    expect((await session.ask('search_articles', { until })).value.articles).toEqual([]);
    expect((await session.ask('search_articles', { since: until })).value.articles).toHaveLength(4);
  });

  test('say at which character a query is wrong', async () => {
    const fault = { code: 'invalid-input', message: expect.stringContaining('at character 10 ("(bridge")') };
    expect(await session.refusal('search_articles', { query: 'ferry OR (bridge' })).toEqual(fault);
    expect(await session.refusal('test_topic', { query: 'ferry OR (bridge' })).toEqual(fault);
  });

  test('name every argument that is wrong, and what to use instead', async () => {
    const { code, message } = await session.refusal('search_articles', { limit: 5000, outlte: 'Courier' });
    expect(code).toBe('invalid-input');
    expect(message).toContain('limit is 5000; use a whole number from 1 to 50');
    expect(message).toContain('outlte is not known; the nearest known key is outlet');
    expect((await session.refusal('get_article', {})).message).toContain('id is missing');
  });

  test.each([
    ['get_article', { id: '999999' }],
    ['get_article_revision', { id: '999999', revision: 1 }],
    ['diff_article', { id: '999999' }],
    ['get_story', { id: '999999' }],
    ['search_articles', { topic: 'no such topic' }],
  ])('%s says that there is nothing under an id that none has', async (tool, input) => {
    expect(await session.refusal(tool, input)).toMatchObject({ code: 'not-found' });
  });

  test('give an article with its text, sightings, revisions and why it is in its story', async () => {
    const { value: article } = await session.ask('get_article', { id: ids[1] });
    expect(article).toMatchObject({
      id: ids[1],
      text: { content: variations[0]?.text, offset: 0, nextOffset: null },
      sightings: [{ feedId: desk.feedId(1), matchedBy: 'new' }],
      revisions: [{ revision: 1 }],
      membership: { of: ids[0], reason: expect.stringContaining(`copy of ${ids[0]}`) },
    });
    expect((await session.ask('get_article', { id: ids[3] })).value.membership).toBeNull();
  });

  test('give an article as it was, and what changed', async () => {
    const { value: first } = await session.ask('get_article_revision', { id: ids[3], revision: 1 });
    expect(first).toMatchObject({ revision: 1, text: { content: ferry.text } });
    const { value: diff } = await session.ask('diff_article', { id: ids[3] });
    expect(diff).toMatchObject({ from: 1, to: 2, changed: ['bodyText'] });
    expect(diff.bodyText.at(-1)).toMatchObject({ kind: 'added', text: expect.stringContaining('Tickets') });
  });

  test('give a story with the reason of each article', async () => {
    const { value: list } = await session.ask('list_stories');
    expect(list).toMatchObject({ stories: [{ size: 3, leadId: ids[0] }], next: null });
    const { value: story } = await session.ask('get_story', { id: list.stories[0].id });
    expect(story.members.map(({ articleId }: { articleId: string }) => articleId)).toEqual(ids.slice(0, 3));
  });

  test('follow the log from a cursor, by types, with the headline of each article', async () => {
    const { value: first } = await session.ask('list_events', { types: ['created', 'updated'], limit: 4 });
    expect(first.events.map(({ articleId }: { articleId: string }) => articleId)).toEqual(ids);
    const { value: rest } = await session.ask('list_events', {
      types: ['created', 'updated'],
      after: first.next,
    });
    expect(rest.events).toMatchObject([{ type: 'updated', article: { id: ids[3], title: ferry.title } }]);
    expect(rest.events[0].article).not.toHaveProperty('bodyText');
    expect((await session.ask('list_events', { after: rest.next })).value).toMatchObject({
      events: [],
      next: rest.next,
    });
    expect(await session.refusal('list_events', { after: '999999' })).toMatchObject({
      code: 'invalid-input',
      message: expect.stringContaining('use a cursor of this log'),
    });
  });

  test('follow the part of the log that concerns a topic, and say where there is no such topic', async () => {
    const { value } = await session.ask('list_events', { topic: 'ferries', types: ['created', 'updated'] });
    expect(value.events.map(({ articleId }: { articleId: string }) => articleId)).toEqual([ids[3], ids[3]]);
    expect(await session.refusal('list_events', { topic: 'nothing' })).toMatchObject({ code: 'not-found' });
  });

  test('try a query on the past, and say why each article matches', async () => {
    const days = Math.ceil((Date.now() - deskOpensAt.getTime()) / 86_400_000) + 1;
    const { value } = await session.ask('test_topic', { query: 'ferry', days });
    expect(value).toMatchObject({
      matches: 1,
      hits: [{ articleId: ids[3], reasons: [{ clause: 'ferry' }] }],
    });
  });

  test('list topics and feeds, without the headers that feeds are asked with', async () => {
    expect((await session.ask('list_topics')).value.topics).toMatchObject([
      { name: 'ferries', query: 'ferry' },
    ]);
    const { value } = await session.ask('list_feeds', { limit: 2 });
    expect(value).toMatchObject({ feeds: [{ outlet: 'Outlet 0' }, { outlet: 'Outlet 1' }] });
    expect(value.feeds[0]).not.toHaveProperty('headers');
    expect((await session.ask('list_feeds', { after: value.next, limit: 50 })).value.feeds).toHaveLength(11);
  });

  test('answer side by side, each its own caller', async () => {
    const answers = await Promise.all(ids.map((id) => session.ask('get_article', { id })));
    expect(answers.map(({ value }) => value.id)).toEqual(ids);
  });

  test('say the same as text, in JSON', async () => {
    const { value, text } = await session.ask('get_article', { id: ids[0] });
    expect(JSON.parse(text)).toEqual(value);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTopicFollower, type TopicFollower } from '../../src/pipeline/follow-topics.ts';
import { runTopic } from '../../src/pipeline/run-topic.ts';
import { everyArticle, listArticles } from '../../src/store/articles.ts';
import { findLogHead } from '../../src/store/events.ts';
import { findFollower, topicsFollower } from '../../src/store/followers.ts';
import { listMatches } from '../../src/store/topic-matches.ts';
import { changeTopic, removeTopic } from '../../src/store/topics.ts';
import { stores, type TestStore } from '../support/store.ts';
import { addTestTopic, publishArticle, tell } from '../support/topics.ts';

describe.each(stores)('topics that follow the log in the $name', ({ isAvailable, open }) => {
  let store: TestStore;
  let follower: TopicFollower;
  const faulty: string[] = [];

  const createFollower = () =>
    createTopicFollower({ pool: store.pool, onFaultyTopic: (name) => faulty.push(name) });
  const catchUp = async () => {
    for (;;) {
      const step = await follower();
      if (step.kind === 'done' && step.events === 0) return;
    }
  };
  const matchesOf = async (topicId: string) => {
    const until = await findLogHead(store.pool);
    const matches = await listMatches(store.pool, { topicId, after: '0', until, limit: 1000 });
    return matches.map(({ articleId, holds }) => ({ articleId, holds }));
  };

  beforeAll(async () => {
    if (!isAvailable) return;
    store = await open();
    follower = createFollower();
  });
  afterAll(() => store?.close());

  test.skipIf(!isAvailable)(
    'match what comes after they were added, and nothing that came before',
    async () => {
      await publishArticle(store.pool, { bodyText: 'An early volcano' });
      await catchUp();
      const topic = await addTestTopic(store.pool, { query: 'volcano' });
      const late = await publishArticle(store.pool, { bodyText: 'A late volcano' });
      await publishArticle(store.pool, { bodyText: 'A glacier' });
      await catchUp();
      expect(await matchesOf(topic.id)).toEqual([{ articleId: late, holds: true }]);
      expect(await findFollower(store.pool, topicsFollower)).toBe(await findLogHead(store.pool));
    },
  );

  test.skipIf(!isAvailable)(
    'are told of changes and the end of what they matched, also when it matches no more',
    async () => {
      const topic = await addTestTopic(store.pool, { query: 'reservoir' });
      const id = await publishArticle(store.pool, { bodyText: 'The reservoir is full' });
      await catchUp();
      await store.pool.query(
        `update articles set content = jsonb_set(content, '{bodyText}', '"The lake is full"') where id = $1`,
        [id],
      );
      await tell(store.pool, id, 'updated');
      await tell(store.pool, id, 'killed');
      await catchUp();
      expect(await matchesOf(topic.id)).toEqual(
        [true, false, false].map((holds) => ({ articleId: id, holds })),
      );
    },
  );

  test.skipIf(!isAvailable)('hear nothing of the end of an article that they were not told of', async () => {
    const id = await publishArticle(store.pool, { bodyText: 'The lighthouse' });
    await catchUp();
    const topic = await addTestTopic(store.pool, { query: 'lighthouse' });
    await tell(store.pool, id, 'killed');
    await catchUp();
    expect(await matchesOf(topic.id)).toEqual([]);
  });

  test.skipIf(!isAvailable)(
    'match by their new query once they are changed, and while paused follow what they matched alone',
    async () => {
      const topic = await addTestTopic(store.pool, { query: 'turbine' });
      await changeTopic(store.pool, topic.id, { ...topic, query: 'windmill' }, new Date());
      await publishArticle(store.pool, { bodyText: 'The turbine' });
      const windmill = await publishArticle(store.pool, { bodyText: 'The windmill' });
      await catchUp();
      await changeTopic(store.pool, topic.id, { ...topic, query: 'windmill', paused: true }, new Date());
      await publishArticle(store.pool, { bodyText: 'Another windmill' });
      await tell(store.pool, windmill, 'updated');
      await catchUp();
      expect(await matchesOf(topic.id)).toEqual(
        [true, false].map((holds) => ({ articleId: windmill, holds })),
      );
    },
  );

  test.skipIf(!isAvailable)(
    'miss no event and take none twice while they change and two processes race',
    async () => {
      const topic = await addTestTopic(store.pool, { query: 'estuary' });
      const racers = [createFollower(), createFollower()];
      let isWriting = true;
      const racing = racers.map(async (one) => {
        while (isWriting) await one();
      });
      const published: string[] = [];
      for (let number = 0; number < 25; number += 1) {
        published.push(await publishArticle(store.pool, { bodyText: `The estuary, part ${number}` }));
        if (number % 5 === 0) {
          const passing = await addTestTopic(store.pool, { query: `part ${number}` });
          await removeTopic(store.pool, passing.id);
        }
      }
      isWriting = false;
      await Promise.all(racing);
      await catchUp();
      expect(await matchesOf(topic.id)).toEqual(published.map((articleId) => ({ articleId, holds: true })));
    },
  );

  test.skipIf(!isAvailable)('can be run over the past, which adds what they do not know yet', async () => {
    const past = await publishArticle(store.pool, { bodyText: 'A past meadow' });
    await catchUp();
    const topic = await addTestTopic(store.pool, { query: 'meadow' });
    const now = await publishArticle(store.pool, { bodyText: 'A present meadow' });
    await catchUp();
    const since = new Date(0);
    const found: number[] = [];
    expect(await runTopic(store.pool, topic, since, (n) => found.push(n))).toEqual({ matches: 2, added: 1 });
    expect(await runTopic(store.pool, topic, since, () => undefined)).toEqual({ matches: 2, added: 0 });
    expect(found).toEqual([2]);
    const listed = await listArticles(store.pool, { ...everyArticle, topicId: topic.id }, 10);
    expect(listed.map(({ id }) => id)).toEqual([now, past]);
  });

  test.skipIf(!isAvailable)(
    'match nothing where their query cannot be read, and do not stop the others',
    async () => {
      const broken = await addTestTopic(store.pool, { query: 'a AND (' });
      const sound = await addTestTopic(store.pool, { query: 'peninsula' });
      const id = await publishArticle(store.pool, { bodyText: 'a peninsula' });
      await catchUp();
      expect(faulty).toContain('a AND (');
      expect(await matchesOf(broken.id)).toEqual([]);
      expect(await matchesOf(sound.id)).toEqual([{ articleId: id, holds: true }]);
    },
  );
});

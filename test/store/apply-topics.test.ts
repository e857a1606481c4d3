import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TopicDefinition } from '../../src/domain/topic.ts';
import { applyTopics } from '../../src/store/apply-topics.ts';
import { findTopicsVersion, listTopics } from '../../src/store/topics.ts';
import { stores, type TestStore } from '../support/store.ts';
import { addTestTopic } from '../support/topics.ts';

const at = new Date('2026-03-01T12:00:00.000Z');
const topic = (name: string, changes: Partial<TopicDefinition> = {}): TopicDefinition => ({
  name,
  query: name,
  stemming: null,
  paused: false,
  ...changes,
});

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`topics of the file, on the ${name}`, () => {
    let store: TestStore;

    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store?.close());
    beforeEach(() => store.pool.query('truncate topics restart identity cascade'));

    const apply = (...definitions: TopicDefinition[]) => applyTopics(store.pool, definitions, at);
    const all = async () =>
      (await listTopics(store.pool)).map(({ name, query, origin, paused }) => [name, query, origin, paused]);

    test('are added and changed, and left alone where nothing changed', async () => {
      expect(await apply(topic('harbour'), topic('storms'))).toEqual({
        added: ['harbour', 'storms'],
        changed: [],
        paused: [],
        unchanged: 0,
      });
      const version = await findTopicsVersion(store.pool);
      expect(await apply(topic('harbour'), topic('storms', { query: 'storm OR gale' }))).toEqual({
        added: [],
        changed: ['storms'],
        paused: [],
        unchanged: 1,
      });
      expect(await findTopicsVersion(store.pool)).not.toBe(version);
      expect(await all()).toEqual([
        ['harbour', 'harbour', 'file', false],
        ['storms', 'storm OR gale', 'file', false],
      ]);
    });

    test('are paused and become the operators’ where the file has them no longer', async () => {
      await apply(topic('harbour'));
      expect(await apply()).toMatchObject({ paused: ['harbour'] });
      expect(await all()).toEqual([['harbour', 'harbour', 'operator', true]]);
      expect(await apply(topic('harbour'))).toMatchObject({ changed: ['harbour'] });
      expect(await all()).toEqual([['harbour', 'harbour', 'file', false]]);
    });

    test('leave those of operators alone, and take over the one of the same name', async () => {
      await addTestTopic(store.pool, { query: 'ferry' });
      const bridge = await addTestTopic(store.pool, { query: 'bridge' });
      expect(await apply(topic('bridge', { query: 'bridge -card' }))).toMatchObject({ changed: ['bridge'] });
      expect(await all()).toEqual([
        ['bridge', 'bridge -card', 'file', false],
        ['ferry', 'ferry', 'operator', false],
      ]);
      expect((await listTopics(store.pool))[0]?.id).toBe(bridge.id);
    });
  });
}

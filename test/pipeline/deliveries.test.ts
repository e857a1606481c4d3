import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LogEvent } from '../../src/domain/event.ts';
import type { Poster } from '../../src/fetch/poster.ts';
import { createChannels } from '../../src/pipeline/channels.ts';
import { deliverToTarget } from '../../src/pipeline/deliver-to-target.ts';
import { createTopicFollower } from '../../src/pipeline/follow-topics.ts';
import { scheduleDeliveries } from '../../src/pipeline/schedule-deliveries.ts';
import { claimSubscription } from '../../src/store/claim-subscription.ts';
import type { Pool } from '../../src/store/db.ts';
import { findDelivery, listDeliveries, redeliver } from '../../src/store/deliveries.ts';
import { findDueDeliveries, nameMessages } from '../../src/store/due-deliveries.ts';
import { insertDeliveries } from '../../src/store/plan-deliveries.ts';
import {
  changeSubscription,
  findSubscription,
  removeSubscription,
  rotateSecret,
} from '../../src/store/subscriptions.ts';
import { addTopic, removeTopic } from '../../src/store/topics.ts';
import { insertTestArticle } from '../support/articles.ts';
import { createDeliveryDesk, type DeliveryDesk, deskSecret } from '../support/delivery-desk.ts';
import { openLoopbackPoster } from '../support/loopback-poster.ts';
import { stores, type TestStore } from '../support/store.ts';
import { startWebhookTarget, type WebhookTarget } from '../support/webhook-target.ts';

const hourMs = 3_600_000;

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`deliveries on the ${name}`, () => {
    let store: TestStore;
    let poster: Poster;
    let target: WebhookTarget;
    let articleIds: string[];
    let clock: number;
    let desk: DeliveryDesk;
    /** How the target answers, by what it is called with. */
    let answerWith: (cursor: number, call: number) => number | 'silence';

    const now = () => new Date(clock);
    beforeAll(async () => {
      store = await open();
      poster = openLoopbackPoster({ timeoutMs: 500, connectTimeoutMs: 500, headersTimeoutMs: 500 });
      articleIds = [];
      for (const title of ['Ferry', 'Bridge', 'Harbour'])
        articleIds.push(await insertTestArticle(store.pool, { title }));
    });
    afterAll(async () => {
      await poster?.close();
      await store?.close();
    });
    beforeEach(async () => {
      await store.pool.query(
        'truncate topics, subscriptions, deliveries, followers restart identity cascade',
      );
      clock = Date.now();
      answerWith = () => 204;
      target = await startWebhookTarget(({ events }, answer) => {
        const status = answerWith(Number(events[0]?.cursor), target.received.length);
        if (status !== 'silence') answer.writeHead(status).end(`answer ${status}`);
      });
      target.expect(deskSecret);
      desk = createDeliveryDesk({
        pool: store.pool,
        channels: createChannels({ db: store.pool, poster, mail: null }),
        now,
        standard: { channel: 'webhook', url: target.url },
        pausesSeconds: [5, 60, 300, 1800, 7200, 21_600, 43_200, 72_000, 115_200],
      });
    });
    afterEach(() => target.close());

    const subscribe: DeliveryDesk['subscribe'] = (...how) => desk.subscribe(...how);
    /** Events of the articles of these indexes; returns their cursors. */
    const append = (of: number[], changes: Partial<LogEvent> = {}) =>
      desk.append(
        of.map((index) => articleIds[index] ?? ''),
        changes,
      );
    const work = () => desk.work();
    const stateOf = (id: string) => findSubscription(store.pool, id);

    test('bring what was planned after the last look found nothing, and before the claim was dropped', async () => {
      const { id } = await subscribe();
      const late: number[] = [];
      const query = async (text: string, values?: unknown[]) => {
        if (text.includes('claimed_until = null') && late.length === 0) {
          late.push(...(await append([1])));
          await desk.dispatch();
          // Its job runs while the claim still holds.
          await desk.deliver(id);
        }
        return store.pool.query(text, values);
      };
      const pool = { query, connect: () => store.pool.connect() } as unknown as Pool;
      await append([0]);
      await desk.dispatch();
      await deliverToTarget({ ...desk.deps, pool }, id, new AbortController().signal);
      expect(target.taken()).toEqual(expect.arrayContaining(late));
      expect(late).toHaveLength(1);
    });

    test('bring every event to its target, signed, each article in order', async () => {
      await append([0]);
      const { id } = await subscribe();
      const cursors = await append([0, 1, 0, 2, 1]);
      await work();
      expect(target.taken().toSorted((a, b) => a - b)).toEqual(cursors);
      const ferry = target.received
        .flatMap(({ events }) => events)
        .filter(({ articleId }) => articleId === articleIds[0]);
      expect(ferry.map(({ cursor, article }) => [Number(cursor), article?.title])).toEqual([
        [cursors[0], 'Ferry'],
        [cursors[2], 'Ferry'],
      ]);
      expect(await stateOf(id)).toMatchObject({ state: 'active', waiting: 0, fault: null });
    });

    test('go together where the subscription wants it, again under the same id', async () => {
      await subscribe({ batchSize: 10 });
      answerWith = (_, call) => (call === 1 ? 503 : 200);
      const cursors = await append([0, 1, 2]);
      await work();
      clock += hourMs;
      await work();
      expect(target.received.map(({ events, status }) => [events.length, status])).toEqual([
        [3, 503],
        [3, 200],
      ]);
      expect(new Set(target.received.map(({ id }) => id)).size).toBe(1);
      expect(target.taken()).toEqual(cursors);
    });

    test('wait for a target that takes nothing, and lose nothing', async () => {
      const { id } = await subscribe();
      answerWith = () => 'silence';
      const cursors = await append([0, 1, 0]);
      await work();
      expect(await stateOf(id)).toMatchObject({
        state: 'active',
        waiting: 3,
        fault: expect.stringContaining('deliver.timeoutMs is 500 ms'),
      });
      await work();
      expect(target.received).toHaveLength(2);
      answerWith = () => 200;
      clock += 5000;
      await work();
      expect(target.taken().toSorted((a, b) => a - b)).toEqual(cursors);
      const calls = Map.groupBy(target.received, ({ events }) => events[0]?.cursor);
      for (const same of calls.values()) expect(new Set(same.map((call) => call.id)).size).toBe(1);
    });

    test('of other articles go on while one message is refused', async () => {
      const { id } = await subscribe();
      const [bad = 0, ...others] = await append([0, 1, 0, 2]);
      answerWith = (cursor) => (cursor === bad ? 422 : 200);
      await work();
      expect(target.taken().toSorted((a, b) => a - b)).toEqual([others[0], others[2]]);
      for (let round = 0; round < 12; round += 1) {
        clock += 40 * hourMs;
        await work();
      }
      expect(target.taken()).toContain(others[1]);
      expect(await stateOf(id)).toMatchObject({ waiting: 0, dead: 1, state: 'active' });
      const [dead] = await listDeliveries(store.pool, { subscriptionId: id, state: 'dead', after: null }, 10);
      const tried = await findDelivery(store.pool, id, dead?.id ?? '');
      expect(tried?.tries).toHaveLength(10);
      expect(tried?.tries[0]).toMatchObject({ status: 422, fault: 'the server answered 422: answer 422' });

      answerWith = () => 200;
      expect(await redeliver(store.pool, id, { ids: [dead?.id ?? ''] }, now())).toBe(1);
      await work();
      expect(target.taken()).toContain(bad);
      expect(
        new Set(
          target.received.filter(({ events }) => Number(events[0]?.cursor) === bad).map((call) => call.id),
        ).size,
      ).toBe(1);
    });

    test('are given up for a target that fails for days, and go on when it is resumed', async () => {
      const { id } = await subscribe();
      answerWith = () => 500;
      await append([0]);
      for (let round = 0; round < 12; round += 1) {
        await work();
        clock += 33 * hourMs;
      }
      expect(await stateOf(id)).toMatchObject({ state: 'failing', waiting: 1 });
      const [later = 0] = await append([1]);
      await work();
      expect(await stateOf(id)).toMatchObject({ waiting: 2 });
      answerWith = () => 200;
      await changeSubscription(store.pool, id, { state: 'active' });
      clock += 33 * hourMs;
      await work();
      expect(target.taken()).toContain(later);
      expect(await stateOf(id)).toMatchObject({ state: 'active', waiting: 0, failingSince: null });
    });

    test('end when the target is gone, and all come when it is resumed', async () => {
      const { id } = await subscribe();
      answerWith = () => 410;
      await append([0, 1]);
      await work();
      clock += hourMs;
      await append([2]);
      await work();
      expect(await stateOf(id)).toMatchObject({ state: 'gone', fault: expect.stringContaining('410') });
      expect(target.taken()).toEqual([]);
      await changeSubscription(store.pool, id, { state: 'active' });
      answerWith = () => 204;
      await work();
      expect(target.taken()).toHaveLength(3);
    });

    test('do not follow redirects, nor reach our own network', async () => {
      const { id } = await subscribe();
      answerWith = () => 307;
      await append([0]);
      await work();
      expect(await stateOf(id)).toMatchObject({ fault: 'the server answered 307: answer 307' });
      const inside = await subscribe({ name: 'inside', url: 'http://10.0.0.1/hook' });
      await append([0]);
      await work();
      expect((await stateOf(inside.id))?.fault).toMatch(/10\.0\.0\.1/);
    });

    test('are signed with the new secret after a rotation, and with the old one for a while', async () => {
      const { id } = await subscribe();
      const next = `whsec_${Buffer.from('n'.repeat(32)).toString('base64')}`;
      await rotateSecret(store.pool, id, next, new Date(clock + hourMs));
      const [first = 0] = await append([0]);
      await work();
      target.expect(next);
      const [second = 0] = await append([1]);
      await work();
      expect(target.taken()).toEqual([first, second]);
    });

    test('made again by two workers at once are made by one', async () => {
      const { id } = await subscribe();
      const cursors = await append([0, 1, 2, 0, 1, 2]);
      await desk.dispatch();
      await Promise.all([1, 2, 3].map(() => desk.deliver(id)));
      expect(target.taken().toSorted((a, b) => a - b)).toEqual(cursors);
    });

    test('of a time are made again', async () => {
      const { id } = await subscribe();
      const since = now();
      const cursors = await append([0, 1]);
      await work();
      clock += hourMs;
      await append([2]);
      await work();
      expect(await redeliver(store.pool, id, { since, until: now() }, now())).toBe(2);
      await work();
      expect(target.taken().filter((cursor) => cursors.includes(cursor))).toHaveLength(4);
    });

    test('of a topic wait until events are matched, and are for what it matches', async () => {
      const topic = await addTopic(
        store.pool,
        { name: 'bridges', query: 'title:bridge', stemming: null, paused: false },
        now(),
      );
      if (topic.kind !== 'stored') throw new Error('the topic was not stored');
      const { id } = await subscribe({ topicId: topic.topic.id });
      const follow = createTopicFollower({
        pool: store.pool,
        onFaultyTopic: (message) => expect.fail(message),
      });
      const [, bridge = 0, , again = 0] = await append([0, 1, 2, 1]);
      expect(await desk.dispatch()).toEqual({
        kind: 'behind-topics',
      });
      expect(await stateOf(id)).toMatchObject({ waiting: 0 });
      await follow();
      await work();
      expect(target.taken()).toEqual([bridge, again]);
      expect(await removeTopic(store.pool, topic.topic.id)).toBe('in-use');
    });

    test('made again keep their id, and bring nothing else under it', async () => {
      const { id } = await subscribe({ batchSize: 10 });
      const first = await append([0, 1]);
      await work();
      const [newest] = await listDeliveries(store.pool, { subscriptionId: id, state: null, after: null }, 10);
      expect(await redeliver(store.pool, id, { ids: [newest?.id ?? ''] }, now())).toBe(1);
      const later = await append([2]);
      await work();
      const calls = target.received.map((call) => [call.id, call.events.map(({ cursor }) => Number(cursor))]);
      expect(calls).toHaveLength(3);
      expect(calls).toContainEqual([`msg_${id}_${first[0]}`, first]);
      expect(calls).toContainEqual([`msg_${id}_${first[0]}`, [first[1]]]);
      expect(calls).toContainEqual([`msg_${id}_${later[0]}`, later]);
    });

    test('that go together wait while something older of any of their articles waits', async () => {
      const { id } = await subscribe({ batchSize: 2 });
      const [older = 0] = await append([1]);
      await work();
      answerWith = () => 422;
      const together = await append([0, 1]);
      await work();
      const [, , first] = await listDeliveries(
        store.pool,
        { subscriptionId: id, state: null, after: null },
        10,
      );
      await redeliver(store.pool, id, { ids: [first?.id ?? ''] }, now());
      target.received.splice(0);
      answerWith = (_, call) => (call === 1 ? 422 : 200);
      clock += hourMs;
      await work();
      expect(target.received.map(({ events }) => events.map(({ cursor }) => Number(cursor)))).toEqual([
        [older],
      ]);
      clock += hourMs;
      await work();
      expect(target.taken()).toEqual([older, ...together]);
    });

    test('whose event is not kept any longer are dead, and say why', async () => {
      const { id } = await subscribe();
      const [first = 0, second = 0] = await append([0, 1]);
      await desk.dispatch();
      await store.pool.query('delete from events where cursor <= $1', [first]);
      await store.pool.query('update log_head set pruned_to = $1', [first]);
      await work();
      expect(target.taken()).toEqual([second]);
      const [dead] = await listDeliveries(store.pool, { subscriptionId: id, state: 'dead', after: null }, 10);
      expect(dead?.cursor).toBe(String(first));
      expect((await findDelivery(store.pool, id, dead?.id ?? ''))?.tries).toMatchObject([
        { status: null, fault: expect.stringContaining('retention.eventDays') },
      ]);
    });

    test('of a subscription that was removed while they were planned are left out', async () => {
      const { id } = await subscribe();
      const stays = await subscribe({ name: 'other desk' });
      await removeSubscription(store.pool, id);
      const planned = { cursor: '1', articleId: articleIds[0] ?? '' };
      await insertDeliveries(
        store.pool,
        [id, stays.id].map((listenerId) => ({ listenerId, ...planned })),
        now(),
      );
      const { rows } = await store.pool.query('select subscription_id as id from deliveries');
      expect(rows).toEqual([{ id: stays.id }]);
    });

    test('are named by one worker, also where two saw them unnamed', async () => {
      const { id } = await subscribe();
      await append([0, 1]);
      await desk.dispatch();
      const due = await findDueDeliveries(store.pool, id, now(), { limit: 10, together: false });
      expect(await nameMessages(store.pool, [{ messageId: 'msg_a', deliveries: due.slice(0, 1) }])).toBe(
        true,
      );
      expect(await nameMessages(store.pool, [{ messageId: 'msg_b', deliveries: due }])).toBe(false);
    });

    test('are looked for again under another job as soon as the claim of a killed worker runs out', async () => {
      const { id } = await subscribe();
      await append([0]);
      await desk.dispatch();
      const causes: string[] = [];
      const tick = () =>
        scheduleDeliveries({
          db: store.pool,
          producer: {
            ...desk.producer,
            enqueue: async (_queue, payloads) => {
              causes.push(...payloads.map((payload) => (payload as { cause: string }).cause));
            },
          },
          now,
        });
      await tick();
      await claimSubscription(store.pool, id, now(), 60);
      await tick();
      expect(causes).toHaveLength(1);
      clock += 60_000;
      await tick();
      expect(new Set(causes).size).toBe(2);
    });

    test('of a target with a long backlog let others have their turn', async () => {
      const { id } = await subscribe();
      await append(Array.from({ length: 12 }, (_, index) => index % 3));
      await desk.dispatch();
      answerWith = () => {
        clock += 10_000;
        return 204;
      };
      await desk.deliver(id);
      expect(target.taken()).toHaveLength(3);
      expect(await stateOf(id)).toMatchObject({ state: 'active', waiting: 9 });
    });

    test('planned twice are planned once', async () => {
      const { id } = await subscribe();
      await append([0, 1]);
      await Promise.all([1, 2, 3].map(() => desk.dispatch()));
      expect(
        (await listDeliveries(store.pool, { subscriptionId: id, state: null, after: null }, 10)).length,
      ).toBe(2);
    });
  });
}

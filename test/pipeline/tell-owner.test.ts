import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createMailer } from '../../src/deliver/mailer.ts';
import { atOnce, type SubscriptionDefinition } from '../../src/domain/subscription.ts';
import { createPoster, type Poster } from '../../src/fetch/poster.ts';
import { createLogger } from '../../src/observe/logger.ts';
import { createMetrics } from '../../src/observe/metrics.ts';
import { createObserver } from '../../src/observe/observer.ts';
import { createChannels } from '../../src/pipeline/channels.ts';
import { type DeliverDeps, deliverToTarget } from '../../src/pipeline/deliver-to-target.ts';
import { dispatchLog } from '../../src/pipeline/dispatch-log.ts';
import { createOwnerChannel, type TellOwnerDeps, tellOwner } from '../../src/pipeline/tell-owner.ts';
import { findDueSubscriptions } from '../../src/store/claim-subscription.ts';
import { inTransaction } from '../../src/store/db.ts';
import { appendEvents } from '../../src/store/events.ts';
import { addSubscription, changeSubscription, findSubscription } from '../../src/store/subscriptions.ts';
import { insertTestArticle } from '../support/articles.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { stores, type TestStore } from '../support/store.ts';

const limits = {
  userAgent: 'Wiredesk/test',
  timeoutMs: 500,
  connectTimeoutMs: 500,
  headersTimeoutMs: 500,
  maxBodyBytes: 1000,
  maxHeaderBytes: 4096,
  maxRedirects: 0,
  connectionsPerHost: 8,
  ports: [80, 443],
  allowHosts: ['127.0.0.1'],
};
const hourMs = 3_600_000;
const secret = `whsec_${Buffer.from('s'.repeat(32)).toString('base64')}`;
const never = new AbortController().signal;
const producer = {
  enqueue: async () => undefined,
  countJobs: () => expect.fail(),
  close: async () => undefined,
};

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`the owner of a subscription on the ${name}`, () => {
    let store: TestStore;
    let poster: Poster;
    let mailServer: MailServer;
    let chat: HttpServer;
    let posted: { text: string }[];
    let articleId: string;
    let clock: number;
    /** How the subscription's target answers. */
    let status: number;
    /** How the mail server answers. */
    let answer: number | 'taken';

    const now = () => new Date(clock);
    const deps = (): DeliverDeps & TellOwnerDeps => {
      const mailer = createMailer({
        smtpUrl: mailServer.url,
        from: 'desk@wire.example',
        replyTo: null,
        timeoutMs: 2000,
      });
      const mail = { mailer, baseUrl: 'https://wire.example' };
      return {
        pool: store.pool,
        channels: createChannels({ db: store.pool, poster, mail }),
        ownerChannel: createOwnerChannel({ poster, mail }),
        observer: createObserver(createLogger('silent', 'test'), createMetrics(), () => clock),
        now,
        random: () => 0,
        callsAtOnce: 4,
        claimSeconds: 60,
        pauseAfterMs: 72 * hourMs,
        pausesSeconds: [5, 60],
      };
    };

    beforeAll(async () => {
      store = await open();
      poster = createPoster(limits, { timeoutSetting: 'deliver.timeoutMs' });
      articleId = await insertTestArticle(store.pool, { title: 'Ferry sails' });
    });
    afterAll(async () => {
      await poster.close();
      await store.close();
    });
    beforeEach(async () => {
      [clock, status, answer, posted] = [Date.UTC(2030, 0, 1), 503, 'taken', []];
      mailServer = await startMailServer(() => answer);
      chat = await startHttpServer(async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        if (request.url === '/hook') return response.writeHead(status).end('closed <for> works');
        posted.push(JSON.parse(body));
        response.writeHead(200).end('ok');
      });
      await store.pool.query('truncate subscriptions, events cascade');
    });
    afterEach(async () => {
      await mailServer.close();
      await chat.close();
    });

    const owner = 'mailto:owner@desk.example';
    const subscribe = async (changes: Partial<SubscriptionDefinition>): Promise<string> => {
      const definition: SubscriptionDefinition = {
        name: 'desk',
        topicId: null,
        channel: 'webhook',
        url: `${chat.url}/hook`,
        notices: 'articles',
        batchSize: 1,
        pace: atOnce,
        owner,
        ...changes,
      };
      const added = await addSubscription(store.pool, definition, secret, now());
      const event = {
        type: 'created' as const,
        articleId,
        revision: 1,
        changed: [],
        at: now().toISOString(),
      };
      await inTransaction(store.pool, (db) => appendEvents(db, [event]));
      await dispatchLog({ pool: store.pool, producer, now }, never);
      return added?.id ?? expect.fail('the name is taken');
    };
    /** What a worker does when the subscription is due. */
    const work = async (id: string): Promise<void> => {
      await deliverToTarget(deps(), id, never);
      await tellOwner(deps(), id, never);
    };
    const failForDays = async (id: string): Promise<void> => {
      await work(id);
      clock += 73 * hourMs;
      await work(id);
      expect((await findSubscription(store.pool, id))?.state).toBe('failing');
    };
    const isDue = async (id: string) =>
      (await findDueSubscriptions(store.pool, now(), 10)).some((due) => due.id === id);

    test('hears once by mail that its target failed for days, why, and what to do', async () => {
      const id = await subscribe({});
      await work(id);
      expect(mailServer.received).toEqual([]);
      clock += 73 * hourMs;
      await work(id);
      await work(id);
      expect(mailServer.received).toHaveLength(1);
      const [{ recipients, parsed } = expect.fail('no mail came')] = mailServer.received;
      expect(recipients).toEqual(['owner@desk.example']);
      expect(parsed.subject).toBe('Subscription “desk” was paused: its target keeps failing');
      for (const line of [`${chat.url}/hook`, '503', '2030-01-01', `wiredesk subscriptions resume ${id}`])
        expect(parsed.text).toContain(line);
      expect(parsed.html).toContain('<p>');
      expect(parsed.headers.has('list-unsubscribe')).toBe(false);
      expect(await isDue(id)).toBe(false);
    });

    test('hears in a chat that its target is gone', async () => {
      status = 410;
      const id = await subscribe({ owner: `${chat.url}/chat`, name: 'desk <1> & co' });
      await work(id);
      expect(posted).toHaveLength(1);
      expect(posted[0]?.text).toContain('Subscription “desk &lt;1&gt; &amp; co” has ended');
    });

    test('hears it when the mail server takes mail again, under the same id, as the tick finds it', async () => {
      answer = 451;
      const id = await subscribe({});
      await failForDays(id);
      expect(await isDue(id)).toBe(false);
      clock += 6000;
      answer = 'taken';
      expect(await isDue(id)).toBe(true);
      await work(id);
      expect([mailServer.tries(), mailServer.received.length]).toEqual([2, 1]);
      clock += hourMs;
      expect(await isDue(id)).toBe(false);
    });

    test('is told no more after the last try', async () => {
      answer = 550;
      const id = await subscribe({});
      await failForDays(id);
      for (let round = 0; round < 5; round += 1) {
        clock += hourMs;
        await work(id);
      }
      expect(mailServer.tries()).toBe(3);
      expect(await isDue(id)).toBe(false);
    });

    test('hears nothing of one that an operator resumed before', async () => {
      answer = 451;
      const id = await subscribe({});
      await failForDays(id);
      await changeSubscription(store.pool, id, { state: 'active' });
      answer = 'taken';
      status = 204;
      clock += hourMs;
      await work(id);
      expect(mailServer.received).toEqual([]);
    });

    test('of nobody is nobody', async () => {
      const id = await subscribe({ owner: null });
      await failForDays(id);
      expect(await isDue(id)).toBe(false);
      await changeSubscription(store.pool, id, { owner });
      expect((await findSubscription(store.pool, id))?.owner).toBe(owner);
      await changeSubscription(store.pool, id, { owner: null });
      expect((await findSubscription(store.pool, id))?.owner).toBeNull();
    });
  });
}

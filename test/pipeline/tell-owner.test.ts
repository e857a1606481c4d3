import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createMailer } from '../../src/deliver/mailer.ts';
import type { SubscriptionDefinition } from '../../src/domain/subscription.ts';
import type { Poster } from '../../src/fetch/poster.ts';
import { createChannels } from '../../src/pipeline/channels.ts';
import { createOwnerChannel, type TellOwnerDeps, tellOwner } from '../../src/pipeline/tell-owner.ts';
import { findDueSubscriptions } from '../../src/store/claim-subscription.ts';
import { changeSubscription, findSubscription } from '../../src/store/subscriptions.ts';
import { insertTestArticle } from '../support/articles.ts';
import { createDeliveryDesk, type DeliveryDesk } from '../support/delivery-desk.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { openLoopbackPoster } from '../support/loopback-poster.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { stores, type TestStore } from '../support/store.ts';

const hourMs = 3_600_000;
const never = new AbortController().signal;

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`the owner of a subscription on the ${name}`, () => {
    let store: TestStore;
    let poster: Poster;
    let desk: DeliveryDesk;
    let ownerChannel: TellOwnerDeps['ownerChannel'];
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
    beforeAll(async () => {
      store = await open();
      poster = openLoopbackPoster({ timeoutMs: 500 });
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
      const sender = { from: 'desk@wire.example', replyTo: null, timeoutMs: 2000 };
      const mailer = createMailer({ ...sender, smtpUrl: mailServer.url });
      const mail = { mailer, baseUrl: 'https://wire.example' };
      ownerChannel = createOwnerChannel({ poster, mail });
      desk = createDeliveryDesk({
        pool: store.pool,
        channels: createChannels({ db: store.pool, poster, mail }),
        now,
        standard: { channel: 'webhook', url: `${chat.url}/hook` },
      });
      await store.pool.query('truncate subscriptions, events cascade');
    });
    afterEach(async () => {
      await mailServer.close();
      await chat.close();
    });

    const owner = 'mailto:owner@desk.example';
    const subscribe = async (changes: Partial<SubscriptionDefinition>): Promise<string> => {
      const { id } = await desk.subscribe({ owner, ...changes });
      await desk.append([articleId]);
      await desk.dispatch();
      return id;
    };
    /** What a worker does when the subscription is due. */
    const work = async (id: string): Promise<void> => {
      await desk.deliver(id);
      await tellOwner({ ...desk.deps, ownerChannel }, id, never);
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

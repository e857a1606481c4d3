import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createMailer } from '../../src/deliver/mailer.ts';
import type { LogEvent } from '../../src/domain/event.ts';
import { atOnce, type SubscriptionDefinition } from '../../src/domain/subscription.ts';
import type { Poster } from '../../src/fetch/poster.ts';
import { createChannels } from '../../src/pipeline/channels.ts';
import { inTransaction } from '../../src/store/db.ts';
import { muteStory } from '../../src/store/muted-stories.ts';
import { writeStories } from '../../src/store/stories.ts';
import { changeSubscription, findSubscription } from '../../src/store/subscriptions.ts';
import { articleContent, insertTestArticle } from '../support/articles.ts';
import { createDeliveryDesk, type DeliveryDesk } from '../support/delivery-desk.ts';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { openLoopbackPoster } from '../support/loopback-poster.ts';
import { type MailServer, startMailServer } from '../support/mail-server.ts';
import { stores, type TestStore } from '../support/store.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const token = 't'.repeat(43);
const sender = { from: 'The Desk <desk@wire.example>', replyTo: null, timeoutMs: 2000 };

for (const { name, isAvailable, open } of stores) {
  describe.skipIf(!isAvailable)(`notices on the ${name}`, () => {
    let store: TestStore;
    let poster: Poster;
    let mailServer: MailServer;
    let chat: HttpServer;
    let posted: { text: string; blocks: { text: { text: string } }[] }[];
    let articleIds: string[];
    let storyId: string;
    let clock: number;
    let desk: DeliveryDesk;
    /** How the mail server and the chat answer. */
    let answer: number | 'taken';

    const now = () => new Date(clock);
    beforeAll(async () => {
      store = await open();
      poster = openLoopbackPoster();
      articleIds = [];
      for (const title of [
        'Ferry <late> & full',
        'Ferry runs late',
        'Harbour',
        'Bridge\r\nBcc: all@wire.example',
      ])
        articleIds.push(await insertTestArticle(store.pool, { title, summary: `${title}: a summary` }));
      const [leadId = '', copy = ''] = articleIds;
      const members = [leadId, copy].map((id) => ({ id, of: null, score: null, reason: 'a copy' }));
      const writes = { changed: [{ id: null, leadId, members }], left: [], merged: [] };
      const events = await inTransaction(store.pool, (db) => writeStories(db, writes, new Date()));
      storyId = events[0]?.storyId ?? '';
    });
    afterAll(async () => {
      await poster?.close();
      await store?.close();
    });
    beforeEach(async () => {
      await store.pool.query(
        'truncate subscriptions, deliveries, followers, muted_stories, kills restart identity cascade',
      );
      clock = Date.parse('2026-06-01T12:00:00.000Z');
      posted = [];
      answer = 'taken';
      mailServer = await startMailServer(() => answer);
      chat = await startHttpServer(async (request, response) => {
        let body = '';
        for await (const chunk of request) body += chunk;
        if (answer === 'taken') posted.push(JSON.parse(body));
        response.writeHead(answer === 'taken' ? 200 : answer).end('ok');
      });
      const mailer = createMailer({ ...sender, smtpUrl: mailServer.url });
      desk = createDeliveryDesk({
        pool: store.pool,
        channels: createChannels({
          db: store.pool,
          poster,
          mail: { mailer, baseUrl: 'https://wire.example' },
        }),
        now,
        standard: { channel: 'email', url: 'mailto:reader@paper.example' },
      });
    });
    afterEach(async () => {
      await mailServer.close();
      await chat.close();
    });

    const subscribe = (changes: Partial<SubscriptionDefinition>) => desk.subscribe(changes, token);
    const toChat = () => ({ channel: 'chat' as const, url: chat.url });
    const append = (of: number[], changes: Partial<LogEvent> = {}) =>
      desk.append(
        of.map((index) => articleIds[index] ?? ''),
        changes,
      );
    /** As the log tells it while the article is killed. */
    const kill = async (index: number, reason: string) => {
      await store.pool.query(
        `insert into kills (article_id, cause, reason, killed_at) values ($1, 'operator', $2, $3)`,
        [articleIds[index], reason, now()],
      );
      await append([index], { type: 'killed', reason });
    };
    const work = () => desk.work();
    const after = async (ms: number) => {
      clock += ms;
      await work();
    };
    const stateOf = (id: string) => findSubscription(store.pool, id);
    const mails = () => mailServer.received.map(({ parsed }) => parsed);
    const sectionsOf = (index: number) =>
      posted[index]?.blocks.map(({ text }) => text.text).join('\n\n') ?? '';

    test('of a burst are one mail, by story, as text and HTML', async () => {
      const { id } = await subscribe({});
      await append([0, 2, 1]);
      await work();
      const [mail, ...others] = mailServer.received;
      expect(others).toEqual([]);
      expect(mail?.recipients).toEqual(['reader@paper.example']);
      expect(mail?.parsed.subject).toBe('Ferry <late> & full (and 1 more)');
      expect(mail?.parsed.text).toContain('Ferry <late> & full: a summary');
      expect(mail?.parsed.html).toContain('Ferry &lt;late&gt; &amp; full</a>');
      expect(mail?.parsed.text).not.toContain('Ferry runs late');
      expect(mail?.parsed.from?.text).toBe('"The Desk" <desk@wire.example>');
      expect(await stateOf(id)).toMatchObject({ waiting: 0, fault: null });
    });

    test('can be unsubscribed from with one click, and name themselves', async () => {
      await subscribe({});
      await append([2]);
      await work();
      const headers = mails()[0]?.headers;
      expect(headers?.get('list')).toMatchObject({
        unsubscribe: { url: `https://wire.example/unsubscribe/${token}` },
        'unsubscribe-post': { name: 'List-Unsubscribe=One-Click' },
      });
      expect(headers?.get('auto-submitted')).toBe('auto-generated');
      expect(mails()[0]?.messageId).toMatch(/^<msg_1_\d+\.[0-9a-f]{12}@wire\.example>$/);
    });

    test('keep what a headline says out of the headers of a mail', async () => {
      await subscribe({});
      await append([3]);
      await work();
      expect(mailServer.received[0]?.recipients).toEqual(['reader@paper.example']);
      expect(mails()[0]?.subject).toBe('Bridge Bcc: all@wire.example');
      expect(mails()[0]?.headers.has('bcc')).toBe(false);
    });

    test('of what is wrong or withdrawn say so first, whatever else they bring', async () => {
      await subscribe({});
      await append([2, 0]);
      await kill(0, 'The ferry was early');
      await append([2], { type: 'updated', class: 'correction', changed: ['bodyText'] });
      await work();
      expect(mails()[0]?.subject).toBe('KILL, CORRECTION: Ferry <late> & full (and 1 more)');
      expect(mails()[0]?.text).toMatch(
        /KILL: Ferry[\s\S]*Withdrawn: The ferry was early[\s\S]*CORRECTION: Harbour/,
      );
    });

    test('of an update show what changed, by words', async () => {
      const articleId = await insertTestArticle(store.pool, {
        title: 'Tunnel',
        bodyText: 'It opens at nine.',
      });
      await store.pool.query(
        `with old as (
           insert into revisions (article_id, revision, item_id, content, changed_at)
           select id, revision, item_id, content, changed_at from articles where id = $1)
         update articles set revision = 2, item_id = item_id + 1000000, content = $2 where id = $1`,
        [articleId, JSON.stringify(articleContent({ title: 'Tunnel', bodyText: 'It opens at <ten>.' }))],
      );
      await subscribe({});
      await subscribe({ name: 'chat', ...toChat() });
      await append([2], {
        articleId,
        type: 'updated',
        revision: 2,
        changed: ['bodyText'],
        class: 'substance',
      });
      await work();
      expect(mails()[0]?.subject).toBe('UPDATE: Tunnel');
      expect(mails()[0]?.text).toContain('It opens at [-nine-]{+<ten>+}.');
      expect(mails()[0]?.html).toContain('It opens at <del>nine</del><ins>&lt;ten&gt;</ins>.');
      expect(sectionsOf(0)).toContain('It opens at [-nine-]{+&lt;ten&gt;+}.');
    });

    test('that are refused are tried again under their id, and given up at last', async () => {
      const { id } = await subscribe({});
      answer = 550;
      await append([0]);
      await work();
      expect(await stateOf(id)).toMatchObject({ state: 'active', fault: expect.stringContaining('550') });
      for (let round = 0; round < 12; round += 1) await after(40 * hourMs);
      expect(mailServer.tries()).toBe(3);
      expect(await stateOf(id)).toMatchObject({ state: 'active', waiting: 0, dead: 1 });
    });

    test('wait for a mail server that wants to be asked later, and go together then', async () => {
      const { id } = await subscribe({});
      answer = 451;
      await append([0]);
      await work();
      await append([2]);
      await work();
      expect(mailServer.tries()).toBe(1);
      expect(await stateOf(id)).toMatchObject({ waiting: 2, fault: expect.stringContaining('451') });
      answer = 'taken';
      await after(10 * minuteMs);
      expect(mails().map(({ subject }) => subject)).toEqual(['Ferry <late> & full', 'Harbour']);
      expect(await stateOf(id)).toMatchObject({ waiting: 0, failingSince: null });
    });

    test('in a chat are escaped, and link to what they tell of', async () => {
      await subscribe(toChat());
      await append([0, 2]);
      await kill(0, 'The ferry was early');
      await work();
      expect(posted).toHaveLength(1);
      expect(posted[0]?.text).toBe('KILL: Ferry &lt;late&gt; &amp; full and 1 more');
      expect(sectionsOf(0)).toContain(
        '*<https://courier.example/harbour|KILL: Ferry &lt;late&gt; &amp; full>*',
      );
      expect(sectionsOf(0)).toContain('<https://courier.example/harbour|https://courier.example/feed.xml>');
    });

    test('in quiet hours wait, and come after them as one', async () => {
      const quietHours = { from: '22:00', to: '07:00', days: ['mon' as const] };
      await subscribe({ ...toChat(), pace: { ...atOnce, timeZone: 'Europe/Berlin', quietHours } });
      clock = Date.parse('2026-06-01T20:30:00.000Z');
      await append([0]);
      await work();
      await append([2]);
      await after(4 * hourMs);
      expect(posted).toEqual([]);
      clock = Date.parse('2026-06-02T05:00:00.000Z');
      await work();
      expect(posted.map(({ text }) => text)).toEqual(['Ferry &lt;late&gt; &amp; full and 1 more']);
    });

    test('beyond the cap come later, as one', async () => {
      const { id } = await subscribe({ ...toChat(), pace: { ...atOnce, hourlyCap: 2 } });
      for (const index of [0, 2, 3, 0, 2]) {
        await append([index]);
        await after(minuteMs);
      }
      expect(posted).toHaveLength(2);
      expect(await stateOf(id)).toMatchObject({ waiting: 3 });
      await after(57 * minuteMs);
      expect(posted).toHaveLength(3);
      expect(sectionsOf(2)).toMatch(/Bridge[\s\S]*Ferry[\s\S]*Harbour/);
      expect(await stateOf(id)).toMatchObject({ waiting: 0 });
    });

    test('of a digest come at its time, until the pace is changed', async () => {
      const { id } = await subscribe({
        pace: { ...atOnce, digest: 'daily 18:00', timeZone: 'Europe/Berlin' },
      });
      await append([0]);
      await work();
      await append([2]);
      await after(3 * hourMs);
      expect(mails()).toEqual([]);
      await after(hourMs);
      expect(mails().map(({ subject }) => subject)).toEqual(['Ferry <late> & full (and 1 more)']);
      await append([3]);
      await after(hourMs);
      expect(mails()).toHaveLength(1);
      await changeSubscription(store.pool, id, { pace: atOnce });
      await work();
      expect(mails()).toHaveLength(2);
    });

    test('of a muted story come no more, but kills of what was told', async () => {
      const { id } = await subscribe({});
      await append([0]);
      await work();
      expect(await muteStory(store.pool, id, storyId, now())).toBe(true);
      await append([0], { type: 'updated', class: 'update', changed: ['bodyText'] });
      await append([1, 2]);
      await kill(1, 'never told');
      await kill(0, 'told');
      await work();
      expect(mails().map(({ subject }) => subject)).toEqual([
        'Ferry <late> & full',
        'KILL: Ferry <late> & full (and 1 more)',
      ]);
      expect(mails()[1]?.text).not.toContain('never told');
    });
  });
}

import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { type Hub, startHub } from '../support/hub.ts';
import { makeProgramFolder, type ProgramFolder } from '../support/program.ts';
import { type Running, runProcess } from '../support/run-process.ts';
import { canStartServices, freePort, prepareRedis } from '../support/services.ts';

let hub: Hub;
let publisher: HttpServer;
let folder: ProgramFolder;
let program: Running | null = null;

function feedOf(...ids: number[]): string {
  const items = ids.map(
    (id) => `<item><guid>${id}</guid><title>Report ${id}</title><link>https://courier.example/${id}</link>
      <description>What the harbour office said about pier ${id}.</description></item>`,
  );
  return `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Courier</title>
    <atom:link rel="hub" href="${hub.url}"/>${items.join('')}</channel></rss>`;
}

beforeEach(async () => {
  hub = await startHub();
  publisher = await startHttpServer((_request, response) => response.end(feedOf(1)));
});
afterEach(async () => {
  await program?.stop();
  await hub.close();
  await publisher.close();
  folder.remove();
});

const queues = [
  { where: 'in the store', isRedis: false },
  { where: 'on Redis', isRedis: true },
];

test.for(queues.filter(({ isRedis }) => !isRedis || canStartServices))(
  'what a hub pushes becomes an article, with the queue $where',
  async ({ isRedis }) => {
    const redis = isRedis ? await prepareRedis() : null;
    await redis?.start();
    onTestFinished(() => redis?.remove());
    const port = await freePort();
    folder = makeProgramFolder([`${publisher.url}/feed`], {
      WIREDESK_LOG_LEVEL: 'info',
      WIREDESK_API_PORT: String(port),
      WIREDESK_WEBSUB_CALLBACK_URL: `http://127.0.0.1:${port}/websub`,
      ...(redis && { REDIS_URL: redis.url }),
    });
    program = runProcess('all.ts', [], folder.env);
    const { url = '' } = await program.line('API listening');
    await expect.poll(() => hub.asked.length, { timeout: 60_000 }).toBe(1);
    expect((await hub.verify()).status).toBe(200);
    expect((await hub.deliver(feedOf(2))).status).toBe(202);
    await expect.poll(() => titles(url), { timeout: 60_000 }).toContain('Report 2');
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/^wiredesk_hub_subscriptions\{state="working"\} 1$/m);
  },
);

async function titles(url: string): Promise<string[]> {
  const { articles } = (await (await fetch(`${url}/v1/articles`)).json()) as {
    articles: { title: string }[];
  };
  return articles.map(({ title }) => title);
}

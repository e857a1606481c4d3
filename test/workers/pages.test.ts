import { afterEach, beforeEach, expect, test } from 'vitest';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { makeProgramFolder, type ProgramFolder } from '../support/program.ts';
import { type Running, runProcess } from '../support/run-process.ts';

const story = Array.from(
  { length: 8 },
  (_, n) =>
    `<p>On day ${n} of the repairs the crew of the ferry replaced plank ${n} of its deck in Port Merrow.</p>`,
).join('');

let site: HttpServer;
let folder: ProgramFolder;
let program: Running;
/** Pages that came while nobody was let in, and are answered when somebody is. */
let held: (() => void)[];
let isOpen: boolean;

beforeEach(async () => {
  held = [];
  isOpen = true;
  site = await startHttpServer(({ url }, response) => {
    const answer = (type: string, body: string) =>
      response.writeHead(200, { 'content-type': type }).end(body);
    if (url === '/feed') return answer('application/rss+xml', feed(site.url));
    if (url === '/robots.txt') return answer('text/plain', 'User-agent: *\nDisallow: /admin');
    const show = () =>
      answer('text/html', `<title>Ferry</title><article><h1>Ferry runs again</h1>${story}</article>`);
    if (isOpen) show();
    else held.push(show);
  });
});
afterEach(async () => {
  await program.stop();
  await site.close();
  folder.remove();
});

test('a teaser becomes an article with the text of its page, and one event tells of it', async () => {
  folder = makeProgramFolder([`${site.url}/feed`], {
    WIREDESK_PAGES_FULL_TEXT: 'auto',
    WIREDESK_LOG_LEVEL: 'info',
  });
  program = runProcess('all.ts', [], folder.env);
  const { url = '' } = await program.line('API listening');
  await expect
    .poll(() => events(url), { timeout: 60_000 })
    .toEqual([{ type: 'created', text: expect.stringContaining('plank 7') }]);
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toMatch(/^wiredesk_pages_total\{use="taken"\} 1$/m);
  expect(metrics).toMatch(/^wiredesk_items_awaiting_page 0$/m);
});

test('a page that was asked for when the program was killed is asked for again', {
  timeout: 120_000,
}, async () => {
  isOpen = false;
  folder = makeProgramFolder([`${site.url}/feed`], {
    WIREDESK_PAGES_FULL_TEXT: 'auto',
    WIREDESK_PAGES_WAIT_SECONDS: '600',
    WIREDESK_QUEUE_LOCK_SECONDS: '2',
    WIREDESK_SCHEDULE_CLAIM_SECONDS: '3',
    WIREDESK_LOG_LEVEL: 'info',
  });
  program = runProcess('all.ts', [], folder.env);
  await expect.poll(() => held.length, { timeout: 60_000 }).toBe(1);
  program.kill();
  await program.exitCode;
  isOpen = true;
  program = runProcess('all.ts', [], folder.env);
  const { url = '' } = await program.line('API listening');
  await expect
    .poll(() => events(url), { timeout: 60_000 })
    .toEqual([{ type: 'created', text: expect.stringContaining('plank 7') }]);
});

async function events(url: string): Promise<{ type: string; text: string }[]> {
  const answer = await fetch(`${url}/v1/events?after=0&include=article`);
  const { events: told } = (await answer.json()) as {
    events: { type: string; article: { bodyText: string } }[];
  };
  return told.map(({ type, article }) => ({ type, text: article.bodyText }));
}

function feed(site: string): string {
  return `<rss version="2.0"><channel><title>Courier</title><item><guid>ferry</guid><title>Ferry runs again</title>
<link>${site}/ferry</link><description>The ferry to Port Merrow runs again after weeks of repairs.</description></item></channel></rss>`;
}

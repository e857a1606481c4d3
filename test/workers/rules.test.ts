import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type HttpServer, startHttpServer } from '../support/http-server.ts';
import { makeProgramFolder, type ProgramFolder } from '../support/program.ts';
import { type Running, runProcess } from '../support/run-process.ts';

const rss = `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Post</title><link>https://post.example/</link>
<description>News</description>${['a', 'b', 'c']
  .map(
    (
      name,
    ) => `<item><guid>${name}</guid><title>Ferry ${name} sails</title><link>https://post.example/${name}</link>
<description>&lt;p&gt;Gezeichnet: Ada Quill&lt;/p&gt;&lt;p&gt;Ferry ${name} sails again on Monday.&lt;/p&gt;</description></item>`,
  )
  .join('')}</channel></rss>`;

let server: HttpServer;
let folder: ProgramFolder;
let program: Running;
beforeAll(async () => {
  server = await startHttpServer((_, response) =>
    response.writeHead(200, { 'content-type': 'application/rss+xml' }).end(rss),
  );
  folder = makeProgramFolder([`${server.url}/feed`], { WIREDESK_LOG_LEVEL: 'info' }, '1h');
  program = runProcess('all.ts', [], folder.env);
});
afterAll(async () => {
  await program.stop();
  await server.close();
  folder.remove();
});

async function wiredesk(...argv: string[]): Promise<string> {
  const run = runProcess('cli.ts', argv, folder.env);
  const [stdout, stderr, code] = await Promise.all([run.stdout, run.stderr, run.exitCode]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

interface RulesEvent {
  class: string | null;
  reason: string | null;
  changed: string[];
}

async function eventsOfRules(api: string): Promise<RulesEvent[]> {
  const { events } = (await (await fetch(`${api}/v1/events?after=0`)).json()) as { events: RulesEvent[] };
  return events.filter((event) => event.class === 'rules');
}

test('a rule is tried on what a feed brought, applied to it, and makes nothing the second time', async () => {
  const { url: api = '' } = await program.line('API listening');
  await program.line('articles stored');
  const rule = `    rules: { byline: { leads: { de: ["gezeichnet:"] } } }`;
  const written = readFileSync(folder.feedsFile, 'utf8');
  const [, url = ''] = /url: "([^"]+)"/.exec(written) ?? [];
  const ruled = `feeds:\n  - url: "${url}"\n    every: 1h\n${rule}\n`;

  writeFileSync(`${folder.feedsFile}.next`, ruled);
  writeFileSync(`${folder.feedsFile}.rules`, `byline: { leads: { de: ["gezeichnet:"] } }\n`);
  expect(await wiredesk('feeds', 'test', url, '--rules', `${folder.feedsFile}.rules`)).toContain(
    '3 articles, 3 would change',
  );
  expect(await eventsOfRules(api)).toEqual([]);

  expect(await wiredesk('feeds', 'apply', `${folder.feedsFile}.next`)).toContain('1 with other rules');
  await program.line('articles made anew');
  const events = await eventsOfRules(api);
  expect(events).toHaveLength(3);
  for (const { reason, changed } of events) {
    expect(reason).toBe('the rules of its feed changed');
    expect(changed).toContain('byline');
  }

  writeFileSync(folder.feedsFile, ruled);
  expect(await wiredesk('feeds', 'apply')).toContain('0 added, 0 changed, 0 removed, 1 unchanged');
  await wiredesk('feeds', 'renormalize', '--all');
  await program.line('articles made anew');
  expect(await eventsOfRules(api)).toHaveLength(3);
}, 90_000);

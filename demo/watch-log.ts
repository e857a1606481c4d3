import type { Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { styleText } from 'node:util';
import { z } from 'zod';
import { changesInContext } from '../src/domain/changes-in-context.ts';
import type { DiffPart } from '../src/domain/revision.ts';

const pollEveryMs = 500;
const pageSize = 100;

const eventPage = z.object({
  events: z.array(
    z.object({
      type: z.string(),
      articleId: z.string(),
      revision: z.number(),
      class: z.string().nullable(),
      changed: z.array(z.string()),
      reason: z.string().nullable(),
      article: z.object({
        title: z.string().nullable(),
        language: z.string().nullable(),
        authors: z.array(z.object({ name: z.string() })),
        source: z.object({ outlet: z.string().nullable() }),
      }),
    }),
  ),
  next: z.string(),
});
const diffParts = z.array(z.object({ kind: z.enum(['same', 'removed', 'added']), text: z.string() }));
const diffAnswer = z.object({ title: diffParts, bodyText: diffParts });
const feedPage = z.object({ feeds: z.array(z.object({ failures: z.number() })) });

type ShownEvent = z.infer<typeof eventPage>['events'][number];

/** Follows the program's log by its API, a line an event and a line of sums below; returns the last sums. */
export async function watchLog(
  url: string,
  out: Writable & { isTTY?: boolean },
  signal: AbortSignal,
): Promise<string> {
  const counts: Record<string, number> = { created: 0, updated: 0, killed: 0 };
  let cursor = '0';
  let sums = '';
  while (!signal.aborted) {
    const page = await read(`${url}/v1/events?after=${cursor}&limit=${pageSize}&include=article`, eventPage);
    const copies = await countCopies(url);
    const feeds = await read(`${url}/v1/feeds`, feedPage);
    cursor = page.next;
    for (const { type } of page.events) counts[type] = (counts[type] ?? 0) + 1;
    const failing = feeds.feeds.filter((feed) => feed.failures > 0).length;
    sums = `${counts['created']} articles, ${counts['updated']} changed, ${counts['killed']} killed, ${copies} copies recognized; ${feeds.feeds.length} feeds, ${failing} of them in trouble`;
    if (out.isTTY) out.write('\r\u001b[2K');
    for (const event of page.events) out.write(`${eventLine(event)}\n${await changeLines(url, event)}`);
    if (out.isTTY) out.write(styleText('dim', sums));
    await delay(pollEveryMs, undefined, { signal }).catch(() => undefined);
  }
  return sums;
}

const signs: Record<string, string> = {
  created: styleText('green', '+'),
  updated: styleText('yellow', '~'),
  story: styleText('cyan', '='),
  killed: styleText('red', '×'),
};

function eventLine({ type, changed, class: revisionClass, reason, article }: ShownEvent): string {
  const outlet = (article.source.outlet ?? '').padEnd(24).slice(0, 24);
  const authors = article.authors.map(({ name }) => name).join(', ');
  const what =
    type === 'created' ? authors : (reason ?? `${revisionClass ?? 'changed'}: ${changed.join(', ')}`);
  return `  ${signs[type]} ${outlet} ${article.language ?? '  '}  ${article.title ?? '(no headline)'}  ${styleText('dim', what)}`;
}

/** What a change was, by words. */
async function changeLines(url: string, { type, articleId, revision }: ShownEvent): Promise<string> {
  if (type !== 'updated') return '';
  const range = `from=${revision - 1}&to=${revision}`;
  const { title, bodyText } = await read(`${url}/v1/articles/${articleId}/diff?${range}`, diffAnswer);
  return [title, bodyText]
    .map((parts) => changesInContext(parts).map(shownPart).join('').replaceAll(/\s+/g, ' '))
    .filter((line) => line !== '')
    .map((line) => `      ${line}\n`)
    .join('');
}

function shownPart({ kind, text }: DiffPart): string {
  if (kind === 'same') return styleText('dim', text);
  return kind === 'removed' ? styleText('red', `[-${text}-]`) : styleText('green', `{+${text}+}`);
}

/** Items that were sightings of known articles, from the program's metrics. */
async function countCopies(url: string): Promise<string> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return /^wiredesk_articles_total\{event="sighted"\} (\d+)/m.exec(metrics)?.[1] ?? '0';
}

async function read<S extends z.ZodType>(url: string, schema: S): Promise<z.output<S>> {
  return schema.parse(await (await fetch(url)).json());
}

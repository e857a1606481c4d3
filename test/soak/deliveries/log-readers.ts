import { setTimeout as delay } from 'node:timers/promises';
import { createClient } from '../../../src/client/index.ts';

/** What one reader of the log saw, in its order. */
export interface LogReading {
  name: string;
  cursors: string[];
  /** How often it was cut off. */
  cuts: number;
}

const longestReadMs = 2000;
const pauseMs = 100;

/** Reads `/v1/stream` from the beginning, is cut off at random, and comes again with the id of the last event it saw. */
export async function readStream(api: string, name: string, signal: AbortSignal): Promise<LogReading> {
  const reading: LogReading = { name, cursors: [], cuts: 0 };
  while (!signal.aborted) {
    const cut = AbortSignal.any([signal, AbortSignal.timeout(Math.floor(Math.random() * longestReadMs))]);
    await readUntilCut(api, reading, cut).catch(() => undefined);
    reading.cuts += 1;
    await delay(pauseMs);
  }
  return reading;
}

async function readUntilCut(api: string, { cursors }: LogReading, cut: AbortSignal): Promise<void> {
  const headers = { 'last-event-id': cursors.at(-1) ?? '0' };
  const response = await fetch(`${api}/v1/stream`, { headers, signal: cut });
  let unread = '';
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const frames = (unread + text).split('\n\n');
    unread = frames.pop() ?? '';
    for (const frame of frames) {
      const cursor = /^id: (\d+)\nevent: /.exec(frame)?.[1];
      if (cursor !== undefined) cursors.push(cursor);
    }
  }
}

/** Works the log off as a worker of the consumer `name`, and is started anew at random. */
export async function consumeLog(api: string, name: string, signal: AbortSignal): Promise<LogReading> {
  const reading: LogReading = { name, cursors: [], cuts: 0 };
  const client = createClient({ url: api });
  while (!signal.aborted) {
    const cut = AbortSignal.any([signal, AbortSignal.timeout(Math.floor(Math.random() * longestReadMs))]);
    const take = async (events: { cursor: string }[]) => {
      reading.cursors.push(...events.map(({ cursor }) => cursor));
    };
    await client.consume(name, take, { limit: 20, seconds: 10, signal: cut });
    reading.cuts += 1;
    await delay(pauseMs);
  }
  return reading;
}

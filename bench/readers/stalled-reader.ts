import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** A reader of the stream with articles that stops reading at once. */
export interface StalledReader {
  /** Reads what is left of the connection to its end; the cursor of the last event that it got whole. @throws where it never ends. */
  readToItsEnd(): Promise<string>;
}

const patienceMs = 20_000;

export async function openStalledReader(api: string, after: string): Promise<StalledReader> {
  const request = get(`${api}/v1/stream?after=${after}&include=article`, { agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.pause();
  let text = '';
  response.on('error', () => undefined);
  response.setEncoding('utf8');
  return {
    async readToItsEnd() {
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('close', resolve).resume();
      const isCutOff = await Promise.race([closed.then(() => true), delay(patienceMs, false)]);
      if (!isCutOff) throw new Error('the reader that does not read was never cut off');
      const whole = text.slice(0, text.lastIndexOf('\n\n'));
      return [...whole.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? after;
    },
  };
}

/** Comes again after `lastEventId` and reads to the event `until`; how many events that brought. */
export async function resumeAfter(api: string, lastEventId: string, until: string): Promise<number> {
  const headers = { 'last-event-id': lastEventId };
  const signal = AbortSignal.timeout(patienceMs);
  const request = get(`${api}/v1/stream?include=article`, { agent: false, headers, signal });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  let rest = '';
  let events = 0;
  for await (const part of response.setEncoding('utf8')) {
    const frames = `${rest}${part}`.split('\n\n');
    rest = frames.pop() ?? '';
    const cursors = frames.flatMap((frame) => /^id: (\d+)\nevent: /.exec(frame)?.[1] ?? []);
    events += cursors.length;
    if (cursors.includes(until)) break;
  }
  return events;
}

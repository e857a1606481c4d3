/** `node bench/readers/reader-process.ts API`: readers of the stream, as many as it is told to have; speaks by IPC. */
import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { monotonicMs } from '../measure/monotonic-ms.ts';

/** What it is told: to have so many readers, or to say what they have seen. */
export type ReaderOrder = { have: number } | { tell: true };

/** When each event reached the readers, by cursor; nothing before the first order. */
export type ReaderAnswer = [cursor: string, seenAt: number[]][];

const atOnce = 50;
const [api = ''] = process.argv.slice(2);
const seen = new Map<string, number[]>();
let readers = 0;

process.on('message', async (order: ReaderOrder) => {
  if ('tell' in order) {
    process.send?.([...seen]);
    seen.clear();
    return;
  }
  while (readers < order.have) {
    const more = Math.min(atOnce, order.have - readers);
    await Promise.all(Array.from({ length: more }, openReader));
    readers += more;
  }
  process.send?.([]);
});
process.on('disconnect', () => process.exit());

async function openReader(): Promise<void> {
  const request = get(`${api}/v1/stream?types=created`, { agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`the stream answered ${response.statusCode}`);
  let rest = '';
  response.setEncoding('latin1').on('data', (text: string) => {
    const at = monotonicMs();
    const frames = `${rest}${text}`.split('\n\n');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const cursor = /^id: (\d+)\nevent: /.exec(frame)?.[1];
      if (cursor === undefined) continue;
      const times = seen.get(cursor);
      if (times) times.push(at);
      else seen.set(cursor, [at]);
    }
  });
}

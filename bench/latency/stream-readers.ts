import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { trackedNumbers } from './tracked-item.ts';

/** Readers of the stream with articles; each is told apart by its connection alone. */
export async function openStreamReaders(
  api: string,
  count: number,
  onSeen: (number: number, at: number) => void,
): Promise<{ close(): void }> {
  const requests: ClientRequest[] = [];
  for (let reader = 0; reader < count; reader += 1) {
    const request = get(`${api}/v1/stream?types=created&include=article`, { agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    if (response.statusCode !== 200) throw new Error(`the stream answered ${response.statusCode}`);
    readFrames(response, onSeen);
    requests.push(request);
  }
  return { close: () => requests.forEach((request) => void request.destroy()) };
}

function readFrames(response: IncomingMessage, onSeen: (number: number, at: number) => void): void {
  let rest = '';
  response.on('error', () => undefined);
  response.setEncoding('utf8').on('data', (text: string) => {
    const at = performance.now();
    const frames = `${rest}${text}`.split('\n\n');
    rest = frames.pop() ?? '';
    for (const number of frames.flatMap(trackedNumbers)) onSeen(number, at);
  });
}

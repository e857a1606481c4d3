import { expect } from 'vitest';

/** More than any stream of a test takes. */
export const enoughMs = 15_000;

/** A frame of an event stream. */
export interface Frame {
  id?: string;
  event?: string;
  data?: string;
}

/** Reads frames with an id or an event until `isEnough`, then leaves, or until the stream ends. */
export async function readFrames(
  url: string,
  isEnough: (frames: Frame[]) => boolean,
  lastEventId?: string,
): Promise<Frame[]> {
  const leave = new AbortController();
  const signal = AbortSignal.any([leave.signal, AbortSignal.timeout(enoughMs)]);
  const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const answer = await fetch(url, { headers, signal });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const frames: Frame[] = [];
  let rest = '';
  if (!answer.body) throw new Error('the stream has no body');
  for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) {
    const parts = `${rest}${chunk}`.split('\n\n');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const frame: Frame = Object.fromEntries(part.split('\n').map((line) => line.split(/: ?(.*)/s, 2)));
      if (frame.id !== undefined || frame.event !== undefined) frames.push(frame);
    }
    if (isEnough(frames)) break;
  }
  leave.abort();
  return frames;
}

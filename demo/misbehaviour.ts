import { type Answer, pageAnswer } from './answer.ts';
import type { Misbehaviour } from './outlet.ts';

/** What goes wrong with one answer. */
export type Fault =
  | { kind: 'late'; delayMs: number }
  | { kind: 'rate-limited'; retryAfterSeconds: number }
  | { kind: 'server-error' }
  | { kind: 'html-page' }
  /** Only this share of the body is sent, 0–1. */
  | { kind: 'truncated'; share: number };

/** The fault of an answer given `elapsedSeconds` (from 0) after the start; null for a good one. */
export function faultAt(misbehaviour: Misbehaviour, elapsedSeconds: number): Fault | null {
  switch (misbehaviour) {
    case 'dawdles':
      return { kind: 'late', delayMs: 2000 + 500 * (Math.floor(elapsedSeconds) % 5) };
    case 'breaks':
      return brokenAt(elapsedSeconds % 60);
    case 'throttles': {
      const second = elapsedSeconds % 60;
      return second >= 30 && second < 40
        ? { kind: 'rate-limited', retryAfterSeconds: Math.ceil(40 - second) }
        : null;
    }
    case 'fails': {
      const second = elapsedSeconds % 50;
      return second >= 15 && second < 27 ? { kind: 'server-error' } : null;
    }
  }
}

function brokenAt(second: number): Fault | null {
  if (second < 20) return { kind: 'truncated', share: 0.7 };
  if (second < 35) return null;
  if (second < 45) return { kind: 'html-page' };
  return { kind: 'truncated', share: 0.9 };
}

/** What the fault makes of the answer; `sound` gives the good one and is asked only where it is needed. */
export function spoil(fault: Fault, sound: () => Answer): Answer {
  switch (fault.kind) {
    case 'late':
      return { ...sound(), delayMs: fault.delayMs };
    case 'rate-limited':
      return pageAnswer(429, 'Too many requests\n', {
        headers: { 'retry-after': String(fault.retryAfterSeconds) },
      });
    case 'server-error':
      return pageAnswer(500, 'Internal server error\n');
    case 'html-page':
      return pageAnswer(200, '<!doctype html><title>Error</title><h1>Database connection lost</h1>\n', {
        mediaType: 'text/html',
      });
    case 'truncated': {
      const answer = sound();
      const { etag: _etag, 'last-modified': _date, ...headers } = answer.headers;
      const length = Math.floor(answer.body.length * fault.share);
      return answer.status === 200 ? { ...answer, headers, body: answer.body.subarray(0, length) } : answer;
    }
  }
}

import type { LogEvent } from '../domain/event.ts';

/** The media type of Server-Sent Events. */
export const eventStreamType = 'text/event-stream';

/** How long a reader that lost its connection waits before it comes again. */
const retryMs = 1000;

/** The first frame of a stream. */
export const openingFrame = `retry: ${retryMs}\n\n`;

/** A comment, which keeps proxies from taking a silent stream for a dead one. */
export const heartbeatFrame = ':\n\n';

/** An event of the log as a Server-Sent Event (WHATWG HTML §9.2): its cursor is the id to resume after. */
export function eventFrame(event: LogEvent): string {
  // JSON has no line breaks outside its strings, and writes those inside as \n.
  return `id: ${event.cursor}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** Why a stream ends, as a problem (RFC 9457). A reader that comes again is answered with the same. */
export function problemFrame(problem: object): string {
  return `event: problem\ndata: ${JSON.stringify(problem)}\n\n`;
}

/** Moves the id to resume after without an event, past what the reader's filters left out. */
export function cursorFrame(cursor: string): string {
  return `id: ${cursor}\n\n`;
}

import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Answer } from './answer.ts';
import { faultAt, spoil } from './misbehaviour.ts';
import type { Outlet } from './outlet.ts';
import type { PressRun } from './print-article.ts';
import { type PrintedDocument, printDocument } from './print-document.ts';
import type { Plan } from './timeline.ts';

/** Where and when a feed is asked for. */
export interface FeedRequest {
  headers: IncomingHttpHeaders;
  /** The server's address, without a slash at the end. */
  serverUrl: string;
  elapsedSeconds: number;
}

/** The outlet's answer: its feed as it stands, 304 where the reader has it, or the fault of the moment. */
export function answerFeedRequest(outlet: Outlet, plan: Plan, run: PressRun, request: FeedRequest): Answer {
  const fault = outlet.misbehaviour === null ? null : faultAt(outlet.misbehaviour, request.elapsedSeconds);
  const answer = () => soundAnswer(outlet, printDocument(outlet, plan, run, request), request.headers);
  return fault === null ? answer() : spoil(fault, answer);
}

function soundAnswer(outlet: Outlet, document: PrintedDocument, asked: IncomingHttpHeaders): Answer {
  const { body, contentType, lastModified } = document;
  const zipped = outlet.gzip && /\bgzip\b/.test(String(asked['accept-encoding']));
  const etag = `W/"${createHash('sha256').update(body).digest('hex').slice(0, 20)}"`;
  const headers: Record<string, string> = { etag, 'last-modified': lastModified.toUTCString() };
  if (outlet.cacheControl !== null) headers['cache-control'] = outlet.cacheControl;
  if (outlet.gzip) headers['vary'] = 'accept-encoding';
  const answer = { status: 200, headers, body, delayMs: 0 };
  if (isCurrent(asked, etag, lastModified)) return { ...answer, status: 304, body: Buffer.alloc(0) };
  headers['content-type'] = contentType;
  if (!zipped) return answer;
  headers['content-encoding'] = 'gzip';
  return { ...answer, body: gzipSync(body) };
}

/** RFC 9110 §13.2.2: If-Modified-Since counts only where there is no If-None-Match. */
function isCurrent(asked: IncomingHttpHeaders, etag: string, lastModified: Date): boolean {
  const tags = asked['if-none-match'];
  if (tags !== undefined) return tags.split(',').some((tag) => tag.trim() === etag);
  const since = Date.parse(asked['if-modified-since'] ?? '');
  return lastModified.getTime() <= since;
}

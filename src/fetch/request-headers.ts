import type { Validators } from '../domain/fetch-outcome.ts';
import { acceptedEncodings } from './content-decoder.ts';
import type { Hop } from './redirect-hop.ts';
import { headerOf, type ResponseHeaders } from './response-headers.ts';

const feedTypes = [
  'application/rss+xml, application/atom+xml, application/rdf+xml, application/feed+json',
  'application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5',
].join(', ');

const maxValidatorLength = 1024;

/** What the caller wants sent to the feed's own origin. Header names in any case. */
export interface OwnHeaders {
  validators: Validators;
  headers: Readonly<Record<string, string>>;
  /** The media types wanted, at every origin; feeds unless given. */
  accept?: string;
}

/** The headers of one request. A feed's own headers replace ours, and stay at the feed's origin like its validators. */
export function requestHeaders(hop: Hop, own: OwnHeaders, userAgent: string): Record<string, string> {
  return {
    'user-agent': userAgent,
    accept: own.accept ?? feedTypes,
    'accept-encoding': acceptedEncodings,
    ...authorization(hop.url),
    ...(hop.atHome ? ownHeaders(own) : {}),
  };
}

/** Whether the request asks "has it changed?", so that 304 is an answer to it. */
export function isConditional(own: OwnHeaders): boolean {
  return sendable(own.validators.etag) !== null || sendable(own.validators.lastModified) !== null;
}

/** The validators of an answer, as far as they can be sent back. */
export function validatorsOf(headers: ResponseHeaders): Validators {
  return {
    etag: sendable(headerOf(headers, 'etag')),
    lastModified: sendable(headerOf(headers, 'last-modified')),
  };
}

function ownHeaders({ validators, headers }: OwnHeaders): Record<string, string> {
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) sent[name.toLowerCase()] = value;
  const etag = sendable(validators.etag);
  const lastModified = sendable(validators.lastModified);
  if (etag !== null) sent['if-none-match'] = etag;
  if (lastModified !== null) sent['if-modified-since'] = lastModified;
  return sent;
}

/** A validator that is no valid field value would make every later request of its feed fail. */
function sendable(validator: string | null): string | null {
  const usable =
    validator !== null && validator.length <= maxValidatorLength && /^[\x20-\x7e]+$/.test(validator);
  return usable ? validator : null;
}

function authorization(url: URL): Record<string, string> {
  if (url.username === '' && url.password === '') return {};
  const credentials = `${percentDecoded(url.username)}:${percentDecoded(url.password)}`;
  return { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` };
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

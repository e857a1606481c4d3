/** Validators of an earlier answer, sent back to ask "has it changed?" (RFC 9110 §13.1). */
export interface Validators {
  etag: string | null;
  lastModified: string | null;
}

/** What a server says about when to come again. Absent hints are null. */
export interface FreshnessHints {
  /** Seconds the answer stays fresh: Cache-Control max-age less Age, else Expires less Date (RFC 9111 §4.2). */
  maxAgeSeconds: number | null;
  /** Seconds asked for by Retry-After, in either of its forms (RFC 9110 §10.2.3). */
  retryAfterSeconds: number | null;
}

/** The body came. `body` is decompressed and at most fetch.maxBodyBytes long. */
export interface Fetched {
  kind: 'fetched';
  status: number;
  /** The address that answered in the end, after redirects. */
  url: string;
  body: Uint8Array;
  contentType: string | null;
  /** The Link header (RFC 8288); several are one list. */
  link: string | null;
  validators: Validators;
  hints: FreshnessHints;
}

/** 304: what we have is current. */
export interface NotModified {
  kind: 'not-modified';
  status: 304;
  url: string;
  validators: Validators;
  hints: FreshnessHints;
}

/** Only permanent redirects (301, 308) led to `to`, and `answer` is what it said. */
export interface Moved {
  kind: 'moved';
  to: string;
  answer: Fetched | NotModified;
}

/** 410: the server says the feed will not come back. */
export interface Gone {
  kind: 'gone';
  status: 410;
  url: string;
}

/** 429, or 503 with Retry-After: come again later. */
export interface RateLimited {
  kind: 'rate-limited';
  status: 429 | 503;
  url: string;
  hints: FreshnessHints;
}

/** Why a fetch failed, by what an operator can do about it. */
export type FetchFailureCode =
  | 'address-refused'
  | 'port-refused'
  | 'scheme-refused'
  | 'dns'
  | 'connect'
  | 'tls'
  | 'timeout'
  | 'too-large'
  | 'too-many-redirects'
  | 'bad-redirect'
  | 'bad-encoding'
  | 'http-status'
  | 'bot-wall'
  | 'robots'
  | 'protocol'
  | 'aborted';

/** No usable answer. `status` is the HTTP status where one came. */
export interface FetchFailed {
  kind: 'failed';
  code: FetchFailureCode;
  status: number | null;
  url: string;
  message: string;
  hints: FreshnessHints;
}

/** How one polite GET of one address ended. Expected failures are values, never exceptions. */
export type FetchOutcome = Fetched | NotModified | Moved | Gone | RateLimited | FetchFailed;

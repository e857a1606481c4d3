import type { AddressLimits } from './address-guard.ts';

/** How the fetch stage behaves towards the servers it calls, and what it puts up with from them. */
export interface FetchLimits extends AddressLimits {
  /** Sent as it is. Names the program and a way to reach its operator: `Wiredesk/0.1 (+https://news.example/bot)`. */
  userAgent: string;
  /** For the whole fetch: every redirect, and a body that drips. */
  timeoutMs: number;
  /** For one connection, name resolution and TLS included. */
  connectTimeoutMs: number;
  /** From the request sent to the last response header. */
  headersTimeoutMs: number;
  /** Of a body, both as sent and decompressed. */
  maxBodyBytes: number;
  /** Of all response headers together. */
  maxHeaderBytes: number;
  maxRedirects: number;
  /** Connections open at once to one origin; further requests wait, within timeoutMs. */
  connectionsPerHost: number;
}

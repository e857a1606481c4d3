import type { FreshnessHints } from '../domain/fetch-outcome.ts';
import { headerOf, listOf, type ResponseHeaders } from './response-headers.ts';

export const noHints: FreshnessHints = { maxAgeSeconds: null, retryAfterSeconds: null };

/** What an answer that came at `now` says about when to come again. */
export function freshnessHints(headers: ResponseHeaders, now: Date): FreshnessHints {
  return {
    maxAgeSeconds: cacheControlSeconds(headers) ?? expiresSeconds(headers, now),
    retryAfterSeconds: retryAfterSeconds(headers, now),
  };
}

/**
 * max-age goes before s-maxage: publishers set the latter high for caches that they purge on a change,
 * and nobody purges us.
 */
function cacheControlSeconds(headers: ResponseHeaders): number | null {
  const directives = listOf(headers, 'cache-control');
  const lifetime = directiveSeconds(directives, 'max-age') ?? directiveSeconds(directives, 's-maxage');
  if (lifetime === null) return null;
  const age = parseSeconds(headerOf(headers, 'age') ?? '') ?? 0;
  return Math.max(0, lifetime - age);
}

function directiveSeconds(directives: readonly string[], name: string): number | null {
  const directive = directives.find((member) => member.startsWith(`${name}=`));
  return directive === undefined ? null : parseSeconds(directive.slice(name.length + 1).replaceAll('"', ''));
}

/** An Expires that is no date, "0" above all, means already stale (RFC 9111 §5.3). */
function expiresSeconds(headers: ResponseHeaders, now: Date): number | null {
  const expires = headerOf(headers, 'expires');
  if (expires === null) return null;
  const answeredAt = parseHttpDate(headerOf(headers, 'date') ?? '') ?? now.getTime();
  return secondsBetween(answeredAt, parseHttpDate(expires) ?? answeredAt);
}

function retryAfterSeconds(headers: ResponseHeaders, now: Date): number | null {
  const value = headerOf(headers, 'retry-after');
  if (value === null) return null;
  const at = parseHttpDate(value);
  return at === null ? parseSeconds(value) : secondsBetween(now.getTime(), at);
}

function secondsBetween(fromMs: number, toMs: number): number {
  return Math.max(0, Math.ceil((toMs - fromMs) / 1000));
}

/** A larger number than 2³¹ counts as that (RFC 9111 §1.2.2). */
function parseSeconds(text: string): number | null {
  return /^\d+$/.test(text) ? Math.min(Number(text), 2 ** 31) : null;
}

/** Milliseconds since 1970 of any of the three forms of RFC 9110 §5.6.7; asctime names no zone but means GMT. */
function parseHttpDate(text: string): number | null {
  if (text.length > 40 || !/^[a-z]{3,9},? [\w :+-]+$/i.test(text)) return null;
  const time = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(time) ? null : time;
}

import { type ErrorCode, WiredeskError } from '../domain/errors.ts';

/** 0: done; 1: a fault of ours; 2: bad input or usage; 130: interrupted (128 + SIGINT). */
export type ExitCode = 0 | 1 | 2 | 130;

const oursToMend: ReadonlySet<ErrorCode> = new Set([
  'store-unavailable',
  'queue-unavailable',
  'registry-incomplete',
]);

const maxLineLength = 2000;

/** The exit code an error leads to. */
export function exitCodeOf(error: unknown): ExitCode {
  return error instanceof WiredeskError && !oursToMend.has(error.code) ? 2 : 1;
}

/** What is wrong, on one line without control characters, whatever the error's message holds. */
export function toOneLine(text: string): string {
  const lines = text
    .slice(0, 2 * maxLineLength)
    .trim()
    .replace(/[\r\n\u2028\u2029]+/g, '; ');
  const line = lines.replace(/\p{Cc}+/gu, ' ');
  return line.length > maxLineLength ? `${line.slice(0, maxLineLength)}…` : line;
}

import pg from 'pg';

/** Node's codes for a store that cannot be reached. */
const connectionCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
]);

/** SQLSTATE 08 (connection), 53 (out of resources) and 57 (shut down, cancelled). */
const unavailableSqlState = /^(08|53|57)/;

/** Whether the store could not be reached or refused to serve now, so that the same query may work later. */
export function isStoreUnavailable(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return unavailableSqlState.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return connectionCodes.has(code) || error.message.startsWith('Connection terminated');
}

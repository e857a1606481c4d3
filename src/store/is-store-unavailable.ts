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

/** SQLSTATE 28 (who asks is not let in) and 3D (no such database): waiting does not help. */
const refusalSqlState = /^(28|3D)/;

/** SQLSTATE 08 (connection), 53 (out of resources) and 57 (shut down, cancelled). */
const unavailableSqlState = /^(08|53|57)/;

/** Whether the store could not be reached or refused to serve now, so that the same query may work later. */
export function isStoreUnavailable(error: unknown): error is Error {
  if (error instanceof pg.DatabaseError) return unavailableSqlState.test(error.code ?? '');
  if (!(error instanceof Error)) return false;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  return connectionCodes.has(code) || error.message.startsWith('Connection terminated');
}

/** Whether the server is there, but does not let us into the database that DATABASE_URL names. */
export function isStoreRefusal(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && refusalSqlState.test(error.code ?? '');
}

import pg from 'pg';

/** Whether a constraint refused the row because another one has its key (SQLSTATE 23505). */
export function isUniqueViolation(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.code === '23505';
}

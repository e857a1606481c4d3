import pg from 'pg';

/**
 * Whether the data itself was refused: SQLSTATE class 22 (data exception), 54 (limit exceeded), not null and check
 * constraints. Trying the same again would end the same way.
 */
export function isRefusedData(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && /^(22|54|23502|23514)/.test(error.code ?? '');
}

/** Whether a constraint refused the row because another one has its key (SQLSTATE 23505). */
export function isUniqueViolation(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.code === '23505';
}

/** Whether another row refers to the one that was to go (SQLSTATE 23503). */
export function isForeignKeyViolation(error: unknown): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.code === '23503';
}

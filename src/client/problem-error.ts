/** An answer of the API that is a problem (RFC 9457). `code` is stable: switch on it. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly code: string;
  /** For how long the server asks to be left alone; null where it does not say. */
  readonly retryAfterMs: number | null;

  constructor(status: number, code: string, detail: string, retryAfterMs: number | null) {
    super(detail);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  /** Whether the same request can succeed later: the server is busy, restarting or without its store. */
  get isPassing(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

/** The problem that an answer tells of; something else, such as a proxy's page, becomes one too. */
export async function problemOf(answer: Response): Promise<ProblemError> {
  const problem: unknown = await answer.json().catch(() => null);
  const { code, detail } = (problem ?? {}) as { code?: unknown; detail?: unknown };
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return new ProblemError(
    answer.status,
    typeof code === 'string' ? code : 'unknown',
    typeof detail === 'string' ? detail : `the server answered ${answer.status} ${answer.statusText}`,
    Number.isFinite(seconds) ? seconds * 1000 : null,
  );
}

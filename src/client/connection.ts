import { problemOf } from './problem-error.ts';

export interface ConnectionOptions {
  /** Where the API is, e.g. `http://127.0.0.1:8080`. */
  url: string;
  /** An API key (`wd_…`); none where the server asks for none. */
  key?: string;
  /** Instead of the global fetch. */
  fetch?: typeof fetch;
}

/** The parameters of a request; undefined and null ones are left out, lists are joined with commas. */
export type Query = Record<string, string | number | readonly string[] | null | undefined>;

export interface CallOptions {
  method?: 'GET' | 'PUT' | 'POST' | 'DELETE';
  query?: Query;
  body?: object;
  signal?: AbortSignal | undefined;
  /** How long the answer may take, in milliseconds. */
  timeoutMs?: number;
}

const defaultTimeoutMs = 30_000;

/** Asks the API. Rejects with a ProblemError where it refuses, with fetch's own error where it cannot be reached. */
export type Call = <Answer>(path: string, options?: CallOptions) => Promise<Answer>;

export function connect({ url, key, fetch: ask = fetch }: ConnectionOptions): Call {
  const base = new URL(url.endsWith('/') ? url : `${url}/`);
  return async <Answer>(path: string, options: CallOptions = {}): Promise<Answer> => {
    const { method = 'GET', query = {}, body, signal, timeoutMs = defaultTimeoutMs } = options;
    const address = new URL(path, base);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined && value !== null) address.searchParams.set(name, String(value));
    const answer = await ask(address, {
      method,
      headers: {
        accept: 'application/json',
        ...(key && { authorization: `Bearer ${key}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]),
    });
    if (!answer.ok) throw await problemOf(answer);
    return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  };
}

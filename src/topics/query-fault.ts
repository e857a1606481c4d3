/** What is wrong with a query. `at` is the character where, from 1. */
export interface QueryFault {
  kind: 'faulty';
  at: number;
  message: string;
}

/** Ends parsing; parseQuery makes a value of it. `index` counts UTF-16 units from 0. */
export class FaultAt extends Error {
  readonly index: number;

  constructor(index: number, message: string) {
    super(message);
    this.index = index;
  }
}

/** One line for people that points at the place: `character 9, "NEAR/x": …`. */
export function describeQueryFault(source: string, { at, message }: QueryFault): string {
  const rest = [...source].slice(at - 1);
  const shown = rest.slice(0, 20).join('');
  const place = rest.length === 0 ? 'at its end' : `at character ${at} (${JSON.stringify(shown)})`;
  return `the query is wrong ${place}: ${message}`;
}

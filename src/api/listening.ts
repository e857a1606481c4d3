/** Where the API listens and whom it answers. */
export interface Listening {
  host: string;
  /** Whether every route under /v1 wants a key from the start. */
  requireKey: boolean;
  /** What to tell the operator; null when all is as asked for. */
  notice: string | null;
}

/** Without a key in the store the API answers this machine alone, and asks nobody for a key until there is one. */
export function decideListening({ host, hasKeys }: { host: string; hasKeys: boolean }): Listening {
  if (hasKeys) return { host, requireKey: true, notice: null };
  return {
    host: '127.0.0.1',
    requireKey: false,
    notice:
      'there is no API key: the API listens on 127.0.0.1 alone and asks for none; ' +
      `make one with "wiredesk keys create NAME --scope read", and it wants a key at once; start again, and it listens on ${host}`,
  };
}

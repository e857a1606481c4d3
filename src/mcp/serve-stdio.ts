import type { Readable, Writable } from 'node:stream';
import type { McpServer } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';

export interface Stdio {
  stdin: Readable;
  stdout: Writable;
  signal: AbortSignal;
  onFault: (error: unknown) => void;
}

/** Serves one client over stdin and stdout; resolves when it has gone away or `signal` aborts. */
export async function serveOverStdio(create: () => McpServer, stdio: Stdio): Promise<void> {
  const { stdin, stdout, signal, onFault } = stdio;
  const transport = new StdioServerTransport(stdin, stdout);
  const handle = serveStdio(create, { transport, onerror: onFault });
  const gone = new Promise<void>((resolve) => {
    // The handle tells nobody that the connection has ended.
    const tearDown = transport.onclose;
    transport.onclose = () => {
      tearDown?.();
      resolve();
    };
  });
  const close = () => void handle.close();
  if (signal.aborted) close();
  else signal.addEventListener('abort', close, { once: true });
  await gone;
}

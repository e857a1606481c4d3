import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server of a process of its own whose feeds never change. */
export interface SteadyServer {
  pid: number;
  port: number;
  countRequests(): Promise<number>;
  close(): Promise<void>;
}

const entry = fileURLToPath(new URL('./steady-server.ts', import.meta.url));

export async function startSteadyServer(): Promise<SteadyServer> {
  const child = spawn(process.execPath, [entry], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  const [port]: string[] = await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(() => Promise.reject(new Error('the server ended before it listened'))),
  ]);
  return {
    pid: child.pid ?? 0,
    port: Number(port),
    async countRequests() {
      const response = await fetch(`http://127.0.0.1:${port}/stats`);
      return Number(await response.text());
    },
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A line of the program's log, as far as tests look at it. */
export interface LogLine {
  msg: string;
  url?: string;
  added?: string[];
  removed?: string[];
  error?: string;
}

/** A process of the program whose output a test reads. */
export interface Running {
  stdout: Promise<string>;
  stderr: Promise<string>;
  exitCode: Promise<number>;
  /** The next log line with this message; each call goes on after the last. */
  line(message: string): Promise<LogLine>;
  stop(): Promise<void>;
  /** Ends it at once, as kill -9 does. */
  kill(): void;
}

/** Starts `workers/SCRIPT` with nothing but `env` as its environment. */
export function runProcess(script: string, args: string[], env: Record<string, string>): Running {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [join(root, 'workers', script), ...args], {
    cwd: root,
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: LogLine[] = [];
  const waiting: { message: string; resolve: (line: LogLine) => void }[] = [];
  let unread = 0;
  let partial = '';
  child.stderr.on('data', (chunk: Buffer) => {
    const parts = (partial + chunk.toString()).split('\n');
    partial = parts.pop() ?? '';
    for (const part of parts.filter((line) => line.startsWith('{'))) lines.push(JSON.parse(part) as LogLine);
    hand();
  });
  const hand = () => {
    const [first] = waiting;
    if (!first) return;
    const found = lines.findIndex((line, index) => index >= unread && line.msg === first.message);
    if (found < 0) return;
    unread = found + 1;
    waiting.shift()?.resolve(lines[found] as LogLine);
    hand();
  };
  const exitCode = once(child, 'exit').then(([code]) => code as number);
  return {
    stdout: text(child.stdout),
    stderr: text(child.stderr),
    exitCode,
    line(message) {
      const { promise, resolve } = Promise.withResolvers<LogLine>();
      waiting.push({ message, resolve });
      hand();
      return promise;
    },
    kill: () => void child.kill('SIGKILL'),
    async stop() {
      child.kill('SIGTERM');
      await exitCode;
    },
  };
}

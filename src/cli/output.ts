import type { Command } from 'commander';
import type { CliDeps } from './cli-deps.ts';

/** What a command prints with, on stdout. */
export interface Output {
  /** Whether a program reads it (--json), rather than a person. */
  machine: boolean;
  /** Resolves when the stream has taken the text, so that a slow reader slows the command down. */
  text(text: string): Promise<void>;
  line(text: string): Promise<void>;
  /** One value: indented for somebody who reads it on a terminal, on one line for programs and for --json. */
  json(value: unknown): Promise<void>;
  /** One line of NDJSON. */
  ndjson(value: unknown): Promise<void>;
}

/** Whoever read our output went away, as `head` does. It ends the command and is nobody's fault. */
export class OutputClosed extends Error {}

/** The output of `command`, on stdout. */
export function outputOf({ stdout }: Pick<CliDeps, 'stdout'>, command: Command): Output {
  const machine = command.optsWithGlobals<{ json?: boolean }>().json ?? false;
  const text = (chunk: string) =>
    new Promise<void>((resolve, reject) => {
      stdout.write(chunk, (error) => {
        if (error) reject(isClosedPipe(error) ? new OutputClosed() : error);
        else resolve();
      });
    });
  const indent = stdout.isTTY && !machine ? 2 : undefined;
  return {
    machine,
    text,
    line: (line) => text(`${line}\n`),
    json: (value) => text(`${JSON.stringify(value, null, indent)}\n`),
    ndjson: (value) => text(`${JSON.stringify(value)}\n`),
  };
}

function isClosedPipe(error: Error): boolean {
  return 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED');
}

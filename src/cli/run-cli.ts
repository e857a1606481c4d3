import { CommanderError } from 'commander';
import type { CliDeps } from './cli-deps.ts';
import { createProgram } from './create-program.ts';
import { type ExitCode, exitCodeOf, toOneLine } from './exit-code.ts';
import { OutputClosed } from './output.ts';

/**
 * Runs one command line, `argv` without the program's name, and returns its exit code: 0 done, 2 bad input or usage,
 * 1 a fault of ours, 130 interrupted. A failure is one line on stderr; the stack follows at log level debug only.
 */
export async function runCli(argv: readonly string[], deps: CliDeps): Promise<ExitCode> {
  // Every write tells of its own failure; without a listener the stream would also throw it at the process.
  const ignoreError = () => undefined;
  deps.stdout.on('error', ignoreError);
  deps.stderr.on('error', ignoreError);
  try {
    await createProgram(deps).parseAsync([...argv], { from: 'user' });
    return deps.signal.aborted ? 130 : 0;
  } catch (error) {
    return report(error, deps);
  }
}

function report(error: unknown, deps: CliDeps): ExitCode {
  if (error instanceof CommanderError && error.exitCode === 0) return 0;
  if (deps.signal.aborted) return 130;
  if (error instanceof OutputClosed) return 0;
  deps.stderr.write(`wiredesk: ${lineOf(error)}\n`);
  if (error instanceof CommanderError) return 2;
  if (wantsStack(deps) && error instanceof Error) deps.stderr.write(`${error.stack}\n`);
  return exitCodeOf(error);
}

function lineOf(error: unknown): string {
  if (error instanceof CommanderError) return usageLine(error);
  return toOneLine(error instanceof Error ? error.message || error.name : String(error));
}

function usageLine({ code, message }: CommanderError): string {
  if (code === 'commander.help') return 'no command given; add --help for a list';
  const line = toOneLine(message.replace(/^error: /, '').replaceAll('\n', ' '));
  return code === 'commander.unknownCommand' ? `${line}; add --help for a list` : line;
}

function wantsStack({ env }: CliDeps): boolean {
  return env['WIREDESK_LOG_LEVEL'] === 'debug' || env['WIREDESK_LOG_LEVEL'] === 'trace';
}

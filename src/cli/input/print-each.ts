import { WiredeskError } from '../../domain/errors.ts';
import type { CliDeps } from '../cli-deps.ts';
import { toOneLine } from '../exit-code.ts';
import type { Output } from '../output.ts';
import { startProgressBeside } from '../progress.ts';

/** One input of a command that takes several, and how its result is made. */
export interface Task {
  /** As the caller named it; null where that could not be read. */
  file: string | null;
  run: () => Promise<object>;
}

/**
 * Prints a line of NDJSON for each task, in their order, and goes on past those that fail.
 * @throws at the end when any did: WiredeskError invalid-input, or an Error where one failed by a fault of ours.
 */
export async function printEach(tasks: readonly Task[], output: Output, deps: CliDeps): Promise<void> {
  const progress = await startProgressBeside(deps, 'reading', tasks.length);
  const failures: unknown[] = [];
  try {
    for (const { file, run } of tasks) {
      const result = await run().catch((error: unknown) => {
        failures.push(error);
        return failureOf(error);
      });
      deps.signal.throwIfAborted();
      await output.ndjson({ file, ok: true, ...result });
      progress.advance();
    }
  } finally {
    progress.stop();
  }
  if (failures.length > 0) throw summaryOf(failures, tasks.length);
}

function failureOf(error: unknown) {
  const code = error instanceof WiredeskError ? error.code : 'internal';
  const message = toOneLine(error instanceof Error ? error.message : String(error));
  return { ok: false, error: { code, message } };
}

function summaryOf(failures: unknown[], total: number): Error {
  const ours = failures.find((failure) => !(failure instanceof WiredeskError));
  const message = `${failures.length} of ${total} inputs could not be read; their lines say why`;
  return ours ? new Error(message, { cause: ours }) : new WiredeskError('invalid-input', message);
}

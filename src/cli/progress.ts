import type { CliDeps } from './cli-deps.ts';

/** How far a command has come, shown on stderr to somebody at a terminal. */
export interface Progress {
  advance(steps?: number): void;
  /** Takes the bar away. */
  stop(): void;
}

/** What takes less time than this shows nothing. */
const showAfterMs = 1000;

const silent: Progress = { advance: () => undefined, stop: () => undefined };

/** For commands that print as they go: on a terminal their lines show how far they are, and a bar would break them. */
export async function startProgressBeside(
  deps: CliDeps,
  label: string,
  total: number | null,
): Promise<Progress> {
  return deps.stdout.isTTY ? silent : startProgress(deps, label, total);
}

/** A bar of `total` steps, or a count where the total is not known; silent where stderr is no terminal. */
export async function startProgress(
  { stderr }: Pick<CliDeps, 'stderr'>,
  label: string,
  total: number | null,
): Promise<Progress> {
  if (!stderr.isTTY) return silent;
  const { default: cliProgress } = await import('cli-progress');
  const format = total === null ? `${label} {value}` : `${label} {bar} {value}/{total} {eta_formatted}`;
  const bar = new cliProgress.SingleBar(
    { stream: stderr, format, clearOnComplete: true, hideCursor: true },
    cliProgress.Presets.shades_classic,
  );
  let done = 0;
  let shown = false;
  const appearing = setTimeout(() => {
    shown = true;
    bar.start(total ?? 0, done);
  }, showAfterMs);
  return {
    advance(steps = 1) {
      done += steps;
      if (shown) bar.update(done);
    },
    stop() {
      clearTimeout(appearing);
      if (shown) bar.stop();
    },
  };
}

/** The command line: `node workers/cli.ts VERB …`. What takes time to load is loaded by the commands that need it. */
import type { CliDeps } from '../src/cli/cli-deps.ts';
import { runCli } from '../src/cli/run-cli.ts';

const interrupted = new AbortController();
process.once('SIGINT', () => interrupted.abort());
process.once('SIGTERM', () => interrupted.abort());

const deps: CliDeps = {
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: interrupted.signal,
  now: () => new Date(),
  async loadSettings() {
    const { configFolder } = await import('../src/config/environment.ts');
    const { loadSettings } = await import('../src/config/load-settings.ts');
    return loadSettings({ folder: configFolder(process.env), env: process.env });
  },
  async loadRules() {
    const { configFolder } = await import('../src/config/environment.ts');
    const { readRules } = await import('./rules.ts');
    return readRules(configFolder(process.env));
  },
  async openStore(purpose) {
    const { openStoreAlone } = await import('./context.ts');
    return openStoreAlone(await deps.loadSettings(), purpose === 'migrate', interrupted.signal);
  },
  async openFetcher() {
    const { createFetcher } = await import('../src/fetch/fetcher.ts');
    const { fetchLimits } = await import('./fetch-limits.ts');
    return createFetcher(fetchLimits(await deps.loadSettings()));
  },
  async openChannels(pool) {
    const { openChannels } = await import('./channels.ts');
    return openChannels({ pool, settings: await deps.loadSettings() });
  },
};

process.exitCode = await runCli(process.argv.slice(2), deps);

import { existsSync } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { decodeText } from '../../input/decode-text.ts';
import { readBytes } from '../../input/read-bytes.ts';
import { type Output, outputOf } from '../../output.ts';
import { startProgress } from '../../progress.ts';

interface ImportOptions {
  out?: string;
  force?: boolean;
}

/** What became of one file. */
interface FileReport {
  file: string;
  /** Where its rules are now; null where it was left out. */
  written: string | null;
  /** Why it was left out. */
  reason: string | null;
  carried: number;
  left: { line: number; directive: string; reason: string }[];
}

/** `rules import`: makes files of config/sites of site configs of Full-Text RSS. */
export function addRulesImport(rules: Command, deps: CliDeps): void {
  rules
    .command('import')
    .description(
      'make rules for sites of site configs of Full-Text RSS; lines that cannot be carried are reported',
    )
    .argument('<inputs...>', 'files such as example.com.txt, or folders of them')
    .option('--out <folder>', 'where to write (default: sites in the config folder)')
    .option('--force', 'write over files that are there already')
    .action(async (inputs: string[], { out, force = false }: ImportOptions, command: Command) => {
      const { configFolder } = await import('../../../config/environment.ts');
      const folder = resolve(deps.cwd, out ?? join(configFolder(deps.env), 'sites'));
      const files = (await Promise.all(inputs.map((input) => filesIn(resolve(deps.cwd, input))))).flat();
      await mkdir(folder, { recursive: true });
      const progress = await startProgress(deps, 'importing', files.length);
      const reports: FileReport[] = [];
      try {
        for (const file of files) {
          deps.signal.throwIfAborted();
          reports.push(await importFile(file, folder, force, deps));
          progress.advance();
        }
      } finally {
        progress.stop();
      }
      await printReport(outputOf(deps, command), reports);
    });
}

async function filesIn(input: string): Promise<string[]> {
  const isFolder = await stat(input).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [input];
  const names = (await readdir(input)).filter((name) => name.endsWith('.txt')).sort();
  if (names.length === 0) throw new WiredeskError('invalid-input', `${input}: no file in it ends in .txt`);
  return names.map((name) => join(input, name));
}

async function importFile(file: string, folder: string, force: boolean, deps: CliDeps): Promise<FileReport> {
  const { importSiteConfig, isSiteConfigName } = await import('../../site-config/import-site-config.ts');
  const name = basename(file);
  const leftOut = (reason: string) => ({ file, written: null, reason, carried: 0, left: [] });
  if (!isSiteConfigName(name)) return leftOut('it is not called after a host, as example.com.txt is');
  const text = decodeText(await readBytes(file, deps), null);
  if (text === null) return leftOut('it is binary data, not text');
  const site = importSiteConfig(name, text);
  const { carried, left } = site;
  if (site.name === null) return { ...leftOut('nothing in it can be carried'), left };
  const path = join(folder, site.name);
  if (!force && existsSync(path)) return { ...leftOut(`${path} is there already; use --force`), left };
  await writeFile(path, site.yaml);
  return { file, written: path, reason: null, carried, left };
}

async function printReport(output: Output, reports: readonly FileReport[]): Promise<void> {
  if (output.machine) {
    for (const report of reports) await output.ndjson(report);
    return;
  }
  const lines = reports.flatMap(({ file, reason, left }) => [
    ...left.map(
      ({ line, directive, reason: why }) => `${file}:${line}: ${directive || 'line'} left out: ${why}`,
    ),
    ...(reason === null ? [] : [`${file} left out: ${reason}`]),
  ]);
  const sum = (count: (report: FileReport) => number) =>
    reports.reduce((total, one) => total + count(one), 0);
  lines.push(
    `${sum(({ written }) => (written === null ? 0 : 1))} of ${reports.length} files imported: ` +
      `${sum(({ carried }) => carried)} lines carried, ${sum(({ left }) => left.length)} left out`,
  );
  return output.line(lines.join('\n'));
}

import type { Command } from 'commander';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { formatTable } from '../../table.ts';
import { withStore } from '../../with-store.ts';
import { addressesOf } from './find.ts';

const headings = ['ID', 'NAME', 'TOPIC', 'NOTICES', 'CONTENT', 'CHANGED', 'ADDRESS'];

/** `outputs list`: every feed that is given out, and where it is found. */
export function addOutputsList(outputs: Command, deps: CliDeps): void {
  outputs
    .command('list')
    .description('list the feeds that are given out, and where they are found')
    .action(async (_options: object, command: Command) => {
      const { listOutputs } = await import('../../../store/outputs.ts');
      const all = await withStore(deps, listOutputs);
      const output = outputOf(deps, command);
      if (output.machine) {
        for (const one of all) await output.ndjson(one);
        return;
      }
      const rows: unknown[][] = [];
      for (const one of all) {
        const [address] = await addressesOf(deps, one);
        rows.push([one.id, one.name, one.topicId, one.notices, one.content, one.changedAt, address]);
      }
      await output.text(formatTable(headings, rows));
    });
}

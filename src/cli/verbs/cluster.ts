import type { Command } from 'commander';
import type { StoryMember } from '../../domain/story.ts';
import type { CliDeps } from '../cli-deps.ts';
import type { ClusterLine } from '../input/read-cluster-input.ts';
import { outputOf } from '../output.ts';

/** `cluster`: which texts of a file are one story, by their texts alone; no store takes part. */
export function addCluster(program: Command, deps: CliDeps): void {
  program
    .command('cluster')
    .description('tell which texts are one story and print {id, story, reason} as NDJSON, in their order')
    .argument('<file>', 'lines of {id, title, text, url?, publishedAt?}, or - for stdin')
    .action(async (file: string, _options: object, command: Command) => {
      const { readClusterInput } = await import('../input/read-cluster-input.ts');
      const lines = await readClusterInput(file, deps);
      const output = outputOf(deps, command);
      for (const { id, story, reason } of await clusterLines(lines)) {
        deps.signal.throwIfAborted();
        await output.ndjson({ id, story, reason });
      }
    });
}

/** The story of each line is named by the id of the line that leads it. Lines go by their number: ids may repeat. */
async function clusterLines(lines: readonly ClusterLine[]) {
  const { cluster } = await import('../../dedupe/cluster.ts');
  const { explainStory } = await import('../../dedupe/explain-story.ts');
  const { fingerprintOf } = await import('../../dedupe/fingerprint.ts');
  const articles = lines.map(({ title, text }, index) => ({
    id: String(index),
    fingerprint: fingerprintOf({ title: title ?? null, bodyText: text ?? '' }),
  }));
  const { stories, links } = cluster(articles);
  const linksOf = Map.groupBy(links, ({ shorter }) => shorter);
  const told = new Map<string, { member: StoryMember; leadId: string }>();
  for (const ids of stories) {
    const facts = ids.map((id) => ({
      id,
      words: articles[Number(id)]?.fingerprint.words ?? 0,
      at: timeOf(lines[Number(id)]),
      isAgencysOwn: false,
      isKilled: false,
    }));
    const { leadId, members } = explainStory(
      facts,
      ids.flatMap((id) => linksOf.get(id) ?? []),
      (id) => String(lines[Number(id)]?.id),
    );
    for (const member of members) told.set(member.id, { member, leadId });
  }
  return lines.map((line, index) => {
    const { member, leadId } = told.get(String(index)) ?? {};
    return { id: line.id, story: lines[Number(leadId)]?.id ?? line.id, reason: member?.reason ?? '' };
  });
}

function timeOf(line: ClusterLine | undefined): number | null {
  const time = Date.parse(line?.publishedAt ?? '');
  return Number.isNaN(time) ? null : time;
}

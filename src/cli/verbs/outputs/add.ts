import { randomBytes } from 'node:crypto';
import { type Command, Option } from 'commander';
import { makeToken, tokenBytes } from '../../../deliver/output/make-token.ts';
import { WiredeskError } from '../../../domain/errors.ts';
import { type OutputContent, outputContents } from '../../../domain/output.ts';
import { type NoticePolicy, noticePolicies } from '../../../domain/subscription.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readName } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { requireTopic } from '../../topic-options.ts';
import { withStore } from '../../with-store.ts';
import { addressesOf } from './find.ts';

interface AddOptions {
  topic?: string;
  notices: NoticePolicy;
  content: OutputContent;
}

/** `outputs add`: a feed that is given out; prints its addresses. */
export function addOutputsAdd(outputs: Command, deps: CliDeps): void {
  outputs
    .command('add')
    .description('give out a feed, and print where it is found')
    .argument('<name>', 'its title', readName)
    .option('--topic <topic>', 'the name or id of the topic it is of; without it, it holds everything')
    .addOption(
      new Option(
        '--notices <notices>',
        'articles: an entry is an article; stories: a story; updates: a story, told again when outlets join',
      )
        .choices(noticePolicies)
        .default('articles'),
    )
    .addOption(
      new Option('--content <content>', 'what entries hold: the whole body, or the summary')
        .choices(outputContents)
        .default('full'),
    )
    .action(async (name: string, { topic, notices, content }: AddOptions, command: Command) => {
      const { addOutput } = await import('../../../pipeline/add-output.ts');
      const added = await withStore(deps, async (pool) => {
        const topicId = topic === undefined ? null : (await requireTopic(pool, topic)).id;
        const token = makeToken(randomBytes(tokenBytes));
        return addOutput(pool, { name, topicId, notices, content }, token, deps.now());
      });
      if (!added) throw new WiredeskError('conflict', `an output has the name ${name} already`);
      const output = outputOf(deps, command);
      if (output.machine) return output.json(added);
      for (const address of await addressesOf(deps, added)) await output.line(address);
    });
}

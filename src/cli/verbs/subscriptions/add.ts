import { randomBytes } from 'node:crypto';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { makeSecret, secretBytes } from '../../../deliver/make-secret.ts';
import { WiredeskError } from '../../../domain/errors.ts';
import { type NoticePolicy, noticePolicies } from '../../../domain/subscription.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readName, readUrl } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { requireTopic } from '../../topic-options.ts';
import { withStore } from '../../with-store.ts';

interface AddOptions {
  topic?: string;
  notices: NoticePolicy;
  batch: number;
}

const maxBatchSize = 100;

/** `subscriptions add`: a webhook; its secret is printed this once. */
export function addSubscriptionsAdd(subscriptions: Command, deps: CliDeps): void {
  subscriptions
    .command('add')
    .description('subscribe a webhook to what happens from now on, and print its secret, this once')
    .argument('<name>', 'what to call it', readName)
    .argument('<url>', 'what is called back', readUrl)
    .addOption(
      new Option(
        '--notices <notices>',
        'articles: everything; stories: the first of each story; updates: that, and what happens to it later',
      )
        .choices(noticePolicies)
        .default('articles'),
    )
    .option('--topic <topic>', 'the name or id of the topic to be told of; without it, of everything')
    .option('--batch <count>', 'how many events one call may bring', readBatchSize, 1)
    .action(async (name: string, url: string, { topic, notices, batch }: AddOptions, command: Command) => {
      const { addSubscription } = await import('../../../store/subscriptions.ts');
      const secret = makeSecret(randomBytes(secretBytes));
      const added = await withStore(deps, async (pool) => {
        const topicId = topic === undefined ? null : (await requireTopic(pool, topic)).id;
        const definition = { name, url, topicId, notices, batchSize: batch };
        return addSubscription(pool, definition, secret, deps.now());
      });
      if (!added) throw new WiredeskError('conflict', `a subscription has the name ${name} already`);
      const output = outputOf(deps, command);
      if (output.machine) return output.json({ ...added, secret });
      deps.stderr.write(`subscription ${added.id}; its secret is not shown again:\n`);
      return output.line(secret);
    });
}

function readBatchSize(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= maxBatchSize) return count;
  throw new InvalidArgumentError(`use a whole number from 1 to ${maxBatchSize}.`);
}

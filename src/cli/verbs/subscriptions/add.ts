import { randomBytes } from 'node:crypto';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { channelOf, definitionFault } from '../../../deliver/definition-fault.ts';
import { makeKey, secretBytes } from '../../../deliver/make-secret.ts';
import { WiredeskError } from '../../../domain/errors.ts';
import { type Channel, channels, type NoticePolicy, noticePolicies } from '../../../domain/subscription.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readName } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { requireTopic } from '../../topic-options.ts';
import { withStore } from '../../with-store.ts';
import { addPaceOptions, type PaceOptions, paceOf } from './pace-options.ts';
import { readOwner, readTarget } from './read-target.ts';

interface AddOptions extends PaceOptions {
  topic?: string;
  channel?: Channel;
  notices: NoticePolicy;
  batch: number;
  owner?: string;
}

const maxBatchSize = 100;

/** `subscriptions add`: a webhook, a chat or an address of e-mail; the secret of a webhook is printed this once. */
export function addSubscriptionsAdd(subscriptions: Command, deps: CliDeps): void {
  const command = subscriptions
    .command('add')
    .description('subscribe to what happens from now on; of a webhook the secret is printed, this once')
    .argument('<name>', 'what to call it', readName)
    .argument('<target>', 'what is called, or an address of e-mail', readTarget)
    .addOption(
      new Option(
        '--channel <channel>',
        'webhook: signed calls; chat: as incoming webhooks of Slack; where it is not said, by the target',
      ).choices(channels),
    )
    .addOption(
      new Option(
        '--notices <notices>',
        'articles: everything; stories: the first of each story; updates: that, and what happens to it later',
      )
        .choices(noticePolicies)
        .default('articles'),
    )
    .option('--topic <topic>', 'the name or id of the topic to be told of; without it, of everything')
    .option('--batch <count>', 'how many events one call of a webhook may bring', readBatchSize, 1)
    .option(
      '--owner <target>',
      'who is told when it is given up: an address of e-mail, or that of a chat',
      readOwner,
    );
  addPaceOptions(command).action(async (name: string, url: string, options: AddOptions, called: Command) => {
    const { topic, notices, batch: batchSize, channel = channelOf(url), owner = null } = options;
    const definition = { name, channel, url, notices, batchSize, pace: paceOf(options), owner };
    const fault = definitionFault(definition);
    if (fault) throw new WiredeskError('invalid-input', fault);
    const { addSubscription } = await import('../../../store/subscriptions.ts');
    const key = makeKey(channel, randomBytes(secretBytes));
    const added = await withStore(deps, async (pool) => {
      const topicId = topic === undefined ? null : (await requireTopic(pool, topic)).id;
      return addSubscription(pool, { ...definition, topicId }, key, deps.now());
    });
    if (!added) throw new WiredeskError('conflict', `a subscription has the name ${name} already`);
    const output = outputOf(deps, called);
    if (channel !== 'webhook')
      return output.machine ? output.json(added) : output.line(`subscription ${added.id}`);
    if (output.machine) return output.json({ ...added, secret: key });
    deps.stderr.write(`subscription ${added.id}; its secret is not shown again:\n`);
    return output.line(key);
  });
}

function readBatchSize(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= maxBatchSize) return count;
  throw new InvalidArgumentError(`use a whole number from 1 to ${maxBatchSize}.`);
}

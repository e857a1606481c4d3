import type { Command } from 'commander';
import { WiredeskError } from '../../../domain/errors.ts';
import type { Pool } from '../../../store/db.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { readId } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';
import { requireSubscription } from './find.ts';

/** `subscriptions mute` and `subscriptions unmute`. */
export function addSubscriptionsMute(subscriptions: Command, deps: CliDeps): void {
  const described = 'tell it nothing more of a story, but corrections and kills of what it was told';
  addMuteVerb(subscriptions, deps, { verb: 'mute', described, fault: 'there is no story' }, async (...of) => {
    const { muteStory } = await import('../../../store/muted-stories.ts');
    return muteStory(...of, deps.now());
  });
  const again = { verb: 'unmute', described: 'tell it of a story again', fault: 'it has not muted story' };
  addMuteVerb(subscriptions, deps, again, async (...of) => {
    const { unmuteStory } = await import('../../../store/muted-stories.ts');
    return unmuteStory(...of);
  });
}

function addMuteVerb(
  subscriptions: Command,
  deps: CliDeps,
  { verb, described, fault }: { verb: string; described: string; fault: string },
  act: (pool: Pool, subscriptionId: string, storyId: string) => Promise<boolean>,
): void {
  subscriptions
    .command(verb)
    .description(described)
    .argument('<subscription>', 'its id or name')
    .argument('<story>', 'its id', readId)
    .action(async (reference: string, storyId: string, _options: object, command: Command) => {
      const subscription = await withStore(deps, async (pool) => {
        const found = await requireSubscription(pool, reference);
        if (!(await act(pool, found.id, storyId)))
          throw new WiredeskError('not-found', `${fault} ${storyId}`);
        return found;
      });
      const output = outputOf(deps, command);
      if (output.machine) await output.json({ subscriptionId: subscription.id, storyId });
      else await output.line(`${verb}d story ${storyId} for ${subscription.name}`);
    });
}

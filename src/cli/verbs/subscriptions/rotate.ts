import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { makeSecret, secretBytes } from '../../../deliver/make-secret.ts';
import { WiredeskError } from '../../../domain/errors.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { outputOf } from '../../output.ts';
import { withStore } from '../../with-store.ts';
import { requireSubscription } from './find.ts';

const overlapMs = 24 * 3_600_000;

/** `subscriptions rotate`: a new secret; the old one signs beside it for a day. */
export function addSubscriptionsRotate(subscriptions: Command, deps: CliDeps): void {
  subscriptions
    .command('rotate')
    .description('make a new secret and print it, this once; for a day calls are signed with both')
    .argument('<subscription>', 'its id or name')
    .action(async (reference: string, _options: object, command: Command) => {
      const { rotateSecret } = await import('../../../store/subscriptions.ts');
      const secret = makeSecret(randomBytes(secretBytes));
      const until = new Date(deps.now().getTime() + overlapMs);
      await withStore(deps, async (pool) => {
        const { id, channel } = await requireSubscription(pool, reference);
        if (channel !== 'webhook') throw new WiredeskError('invalid-input', `no ${channel} is signed`);
        await rotateSecret(pool, id, secret, until);
      });
      const output = outputOf(deps, command);
      if (output.machine) return output.json({ secret, former: { until: until.toISOString() } });
      return output.line(secret);
    });
}

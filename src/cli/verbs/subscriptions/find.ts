import { WiredeskError } from '../../../domain/errors.ts';
import type { Subscription } from '../../../domain/subscription.ts';
import type { Pool } from '../../../store/db.ts';

/** The subscription that an argument names by id or name. */
export async function requireSubscription(pool: Pool, reference: string): Promise<Subscription> {
  const { findSubscriptionByReference } = await import('../../../store/subscriptions.ts');
  const found = await findSubscriptionByReference(pool, reference);
  if (found) return found;
  const named = JSON.stringify(reference);
  throw new WiredeskError(
    'not-found',
    `there is no subscription ${named}; wiredesk subscriptions list shows them`,
  );
}

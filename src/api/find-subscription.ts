import { WiredeskError } from '../domain/errors.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { Db } from '../store/db.ts';
import { findSubscription } from '../store/subscriptions.ts';

/** The subscription with this id. @throws WiredeskError not-found */
export async function needSubscription(db: Db, id: string): Promise<Subscription> {
  const subscription = await findSubscription(db, id);
  if (!subscription) throw noSubscription(id);
  return subscription;
}

/** The error of an id that no subscription has. */
export function noSubscription(id: string): WiredeskError {
  return new WiredeskError('not-found', `there is no subscription ${id}`);
}

import { pingMessage } from '../deliver/webhook-message.ts';
import type { Subscription } from '../domain/subscription.ts';
import type { Poster } from '../fetch/poster.ts';
import type { Db } from '../store/db.ts';
import { findSecrets } from '../store/subscriptions.ts';

export interface Ping {
  taken: boolean;
  /** Of HTTP; null: there was no answer. */
  status: number | null;
  durationMs: number;
  /** How the answer begins, or what is wrong. */
  message: string;
}

const timeoutMs = 20_000;

/** Calls a subscription's target with a message that says nothing; null when the subscription is gone meanwhile. */
export async function pingTarget(
  { db, poster, now }: { db: Db; poster: Poster; now: () => Date },
  { id, url }: Subscription,
): Promise<Ping | null> {
  const secrets = await findSecrets(db, id);
  if (!secrets) return null;
  const at = now();
  const message = pingMessage(`ping_${id}_${at.getTime()}`, secrets, at);
  const startedMs = performance.now();
  const outcome = await poster.post(url, message, AbortSignal.timeout(timeoutMs));
  return {
    taken: outcome.kind === 'accepted',
    status: outcome.kind === 'failed' ? null : outcome.status,
    durationMs: Math.round(performance.now() - startedMs),
    message: outcome.kind === 'accepted' ? outcome.answer : outcome.message,
  };
}

import type { Db } from '../store/db.ts';
import { findTarget } from '../store/subscriptions.ts';
import type { Channels } from './channels.ts';

export interface Ping {
  taken: boolean;
  /** Of HTTP or SMTP; null: there was no answer. */
  status: number | null;
  durationMs: number;
  /** How the answer begins, or what is wrong. */
  message: string;
}

const timeoutMs = 20_000;

/** Calls a subscription's target with a message that says nothing; null when there is no such subscription. */
export async function pingTarget(
  { db, channels, now }: { db: Db; channels: Channels; now: () => Date },
  id: string,
): Promise<Ping | null> {
  const target = await findTarget(db, id);
  if (!target) return null;
  const at = now();
  const startedMs = performance.now();
  const test = { id: `ping_${id}_${at.getTime()}`, events: [], at };
  const outcome = await channels[target.channel](target, test, AbortSignal.timeout(timeoutMs));
  return {
    taken: outcome.kind === 'accepted',
    status: outcome.kind === 'failed' ? null : outcome.status,
    durationMs: Math.round(performance.now() - startedMs),
    message: outcome.kind === 'accepted' ? outcome.answer : outcome.message,
  };
}

import { type ApiKey, findKeysInForce } from '../store/api-keys.ts';
import type { Db } from '../store/db.ts';
import type { KeyNeed } from './key-need.ts';

/** Looks after answers that last, such as streams, once the request was let in. */
export interface AccessWatch {
  /** Aborted when what let the request in holds no longer; forgotten when `gone` is aborted. */
  untilRefused(key: ApiKey | null, gone: AbortSignal): AbortSignal;
  close(): void;
}

export interface AccessWatchDeps {
  db: Db;
  now: () => Date;
  keyNeed: KeyNeed;
}

/** Asks for all of them at once, every `everyMs`; where the store does not answer, the next time. */
export function createAccessWatch({ db, now, keyNeed }: AccessWatchDeps, everyMs: number): AccessWatch {
  const watched = new Map<AbortController, string | null>();

  const endRefused = async () => {
    if (watched.size === 0) return;
    const ids = [...new Set(watched.values())].filter((id) => id !== null);
    const inForce = await findKeysInForce(db, ids, now());
    const isOpen = !(await keyNeed.isGiven());
    for (const [answer, id] of watched) if (id === null ? !isOpen : !inForce.has(id)) answer.abort();
  };
  const timer = setInterval(() => endRefused().catch(() => undefined), everyMs).unref();

  return {
    untilRefused(key, gone) {
      const answer = new AbortController();
      watched.set(answer, key?.id ?? null);
      gone.addEventListener('abort', () => watched.delete(answer), { once: true });
      return answer.signal;
    },
    close: () => clearInterval(timer),
  };
}

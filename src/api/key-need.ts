import { hasKeys } from '../store/api-keys.ts';
import type { Db } from '../store/db.ts';

/** Whether callers need a key. */
export interface KeyNeed {
  /** As the store has it now. */
  isGiven(): Promise<boolean>;
  /** As far as is known without asking the store. */
  isKnown(): boolean;
}

/**
 * A key is needed from the moment there is one, and from then on until the process ends: when the last one is revoked,
 * an API that listens to the network must not be open to everybody there.
 */
export function createKeyNeed(db: Db, fromTheStart: boolean): KeyNeed {
  let known = fromTheStart;
  return {
    async isGiven() {
      known ||= await hasKeys(db);
      return known;
    },
    isKnown: () => known,
  };
}

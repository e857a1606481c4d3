import { PGlite, type PGliteOptions } from '@electric-sql/pglite';

const syncMessage = 'S'.charCodeAt(0);
/** Parse, Bind, Describe, Execute, Close, Flush: messages that wait for a Sync. */
const extendedMessages = new Set([...'PBDECH'].map((type) => type.charCodeAt(0)));

/**
 * PGlite for several clients. pglite-socket 0.2 takes turns between clients after every protocol message, except in
 * a transaction; so one client's Bind can meet the statement that another client's Parse has just put in its place.
 * This one calls the time from a Parse to its Sync a transaction too, which makes a query with parameters one turn.
 *
 * Faults of a query are answers like all others; what is thrown is a fault of PGlite itself, after which pglite-socket
 * takes nobody's turn any more: then `onFault` is called, and should end the process.
 */
export class TurnKeepingPGlite extends PGlite {
  readonly #onFault: (error: unknown) => void;
  #isMidTurn = false;

  constructor(options: PGliteOptions, onFault: (error: unknown) => void) {
    super(options);
    this.#onFault = onFault;
  }

  override async execProtocolRawStream(
    ...[message, options]: Parameters<PGlite['execProtocolRawStream']>
  ): Promise<void> {
    const type = message[0] ?? syncMessage;
    this.#isMidTurn = extendedMessages.has(type);
    try {
      await super.execProtocolRawStream(message, options);
    } catch (error) {
      this.#onFault(error);
      throw error;
    }
  }

  override isInTransaction(): boolean {
    return this.#isMidTurn || super.isInTransaction();
  }
}

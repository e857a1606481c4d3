import type { Context } from '../context.ts';

/** A part of the program that runs in a process until it is closed. */
export interface Role {
  /** Stops taking new work and waits for what is in hand; what `handBack` interrupts goes to another worker. */
  close(handBack: AbortSignal): Promise<void>;
}

export type StartRole = (context: Context) => Promise<Role>;

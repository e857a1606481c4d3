import type { ClaimLimits } from '../../src/store/claim-feeds.ts';

/** Limits that hold no test back. */
export const claimLimits: ClaimLimits = {
  limit: 100,
  perHost: 100,
  spacingMs: 0,
  roundSeconds: 900,
  hosts: [],
  maxInFlight: 1000,
  claimSeconds: 60,
};

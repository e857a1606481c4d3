/** How a host is asked where an operator says so; null: as every other. */
export interface HostTerms {
  /** With its port where that is not the scheme's own. */
  host: string;
  /** Milliseconds from the start of one request to that of the next. */
  spacingMs: number | null;
  /** Feeds in hand at one time. */
  perHost: number | null;
  /** Whether it serves feeds of many publishers, so that one's Retry-After is none of the others' business. */
  isShared: boolean;
}

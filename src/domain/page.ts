/** How asking for an item's page ended. */
export type PageOutcome =
  /** A web page came: it is there to be judged. */
  | 'fetched'
  /** It did not come in the time that an item waits. */
  | 'late'
  /** robots.txt does not allow it, or cannot be read. */
  | 'robots'
  /** 410. */
  | 'gone'
  /** Another status that is no page; it is told. */
  | 'http-status'
  | 'rate-limited'
  | 'not-html'
  | 'too-large'
  | 'bot-wall'
  /** Our own guard: a private address, a port, a scheme. */
  | 'refused'
  | 'unreachable';

/** A page beside its item, as it came. Kept once, never changed. */
export interface StoredPage {
  /** The address that answered, after redirects. */
  url: string;
  fetchedAt: Date;
  outcome: PageOutcome;
  /** The HTTP status where one came. */
  status: number | null;
  contentType: string | null;
  /** Why there is no page, in words. */
  message: string | null;
  /** Decompressed; null unless `fetched`. */
  body: Uint8Array | null;
}

/** Why a page that came is not taken for the article. */
export type PageFault =
  | 'paywall'
  | 'consent-wall'
  | 'login'
  | 'robot-check'
  | 'needs-scripts'
  | 'not-found'
  | 'home-page'
  | 'other-text'
  | 'shorter';

/** What became of an item's page: `taken` for the article, or why not. */
export const pageUses = [
  ...(['taken', 'late', 'robots', 'gone', 'http-status', 'rate-limited', 'not-html', 'too-large'] as const),
  ...(['bot-wall', 'refused', 'unreachable', 'paywall', 'consent-wall', 'login', 'robot-check'] as const),
  ...(['needs-scripts', 'not-found', 'home-page', 'other-text', 'shorter'] as const),
] as const satisfies readonly ('taken' | Exclude<PageOutcome, 'fetched'> | PageFault)[];

export type PageUse = (typeof pageUses)[number];

/** The last page that a feed's items asked for, and how many in a row came to nothing. */
export interface FeedPages {
  use: PageUse;
  url: string;
  /** ISO 8601 UTC. */
  at: string;
  message: string | null;
  misses: number;
}

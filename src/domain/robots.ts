/** What an origin's robots.txt says (RFC 9309), or that there is none or none to be had. */
export interface Robots {
  /** `rules`: as `body` says; `all`: there is none, so everything is allowed; `none`: it cannot be had, so nothing is. */
  access: 'rules' | 'all' | 'none';
  /** At most 500 KiB of it; null unless `rules`. */
  body: string | null;
  /** Crawl-delay, within bounds; null where none is wished. */
  crawlDelayMs: number | null;
  /** When it is to be asked for again. */
  expiresAt: Date;
}

/** Where what is known of origins is kept. */
export interface RobotsMemory {
  /** Expired ones, too: they hold while nothing better is to be had. */
  find(origin: string): Promise<Robots | null>;
  keep(origin: string, robots: Robots): Promise<void>;
}

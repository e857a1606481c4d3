/** How an outlet prints an article around the reporter's text. `{…}` are slots; null leaves the line out. */
export interface HouseStyle {
  /** `{names}`: the authors. */
  byline: string | null;
  /** Between two authors' names; `,` gives run-together bylines. */
  nameSeparator: string;
  upperCaseNames: boolean;
  /** `{year}`: of publication. */
  copyright: string | null;
  /** Put before the first paragraph. `{TOWN}`, `{town}` and `{date}` (`Nov. 24`). */
  dateline: string | null;
  printsSection: boolean;
  /** Prints the headline in the body: above the byline and again below it. */
  repeatsHeadline: boolean;
  /** Prints the other headline where the text has one. */
  otherHeadline: boolean;
}

export type FeedRendering = 'rss2' | 'rss091' | 'rdf' | 'atom-html' | 'atom-xhtml' | 'json-feed';

/** What an outlet's server does to its readers now and then. */
export type Misbehaviour = 'breaks' | 'dawdles' | 'throttles' | 'fails';

/** An invented news outlet and the one feed it serves. */
export interface Outlet {
  key: string;
  name: string;
  /** Under `.example`; the feed's links point there. */
  domain: string;
  language: string;
  section: string | null;
  staff: readonly string[];
  rendering: FeedRendering;
  /** Where the feed is served on the newswire's server. */
  path: string;
  /** The address given to readers, which answers 301 to `path`; null where the feed never moved. */
  formerPath: string | null;
  charset: 'utf-8' | 'windows-1252' | 'windows-1250';
  gzip: boolean;
  cacheControl: string | null;
  /** Query added to every link; empty for none. */
  tracking: string;
  intervalSeconds: number;
  /** How it prints its own stories. */
  ownStyle: HouseStyle;
  /** How it prints stories of the wire agency; null where it takes none. */
  wireStyle: HouseStyle | null;
  misbehaviour: Misbehaviour | null;
}

import type { Killed } from './kill.ts';

/** What an author did for an article, as the byline says. */
export type AuthorRole = 'writer' | 'contributor' | 'editor' | 'photographer' | 'translator';

/** A person, never an organization; a made-up author is worse than none. */
export interface Author {
  name: string;
  role: AuthorRole | null;
  email: string | null;
  url: string | null;
  /** A name on a social network, with its `@`, as printed. */
  handle: string | null;
  affiliation: string | null;
}

/** `notice` is the line as printed; holder, year and license are what it means. */
export interface Copyright {
  holder: string | null;
  year: number | null;
  notice: string | null;
  license: string | null;
}

/** Where and when a report was filed ("BEIJING, Nov 3 (Reuters) –"). `date` is as printed. */
export interface Dateline {
  place: string | null;
  date: string | null;
}

export interface ArticleImage {
  url: string;
  caption: string | null;
  credit: string | null;
  width: number | null;
  height: number | null;
}

/** A correction or a word of the editors that stands in the body, told apart from it. */
export interface ArticleNote {
  kind: 'correction' | 'editors-note';
  text: string;
}

/** A line or element that normalization took away, and the rule that took it. */
export interface Removal {
  rule: string;
  text: string;
  /** Where the rule is written, of one that an operator wrote: `sites/example.com.yaml:12`, `feed 7 remove[2]`. */
  place?: string | undefined;
  /** Which line of the body it was or stood in, from 1; absent for what never was a line of it. */
  line?: number | undefined;
}

/**
 * What normalization alone knows of an article: no identity, no times of ours.
 * Absent is null or [], never a made-up value. `bodyText` is paragraphs with one blank line between.
 */
export interface ArticleContent {
  url: string | null;
  title: string | null;
  subtitle: string | null;
  section: string | null;
  authors: Author[];
  /** The byline as printed. */
  byline: string | null;
  agency: string | null;
  copyright: Copyright | null;
  dateline: Dateline | null;
  /** BCP 47 language tag, e.g. `en` or `zh`. */
  language: string | null;
  /** ISO 8601 UTC. */
  publishedAt: string | null;
  updatedAt: string | null;
  summary: string | null;
  /** Sanitized HTML from an allow-list. */
  bodyHtml: string;
  bodyText: string;
  wordCount: number;
  images: ArticleImage[];
  tags: string[];
  notes: ArticleNote[];
}

/** Who brought the article first. */
export interface ArticleSource {
  feedId: string | null;
  feed: string | null;
  outlet: string | null;
  domain: string | null;
}

/** The article as commands, API, stream and webhooks give it. */
export interface Article extends ArticleContent {
  id: string | null;
  /** 1 for the first text, one more for every change. */
  revision: number;
  firstSeenAt: string | null;
  source: ArticleSource;
  /** `killedId` is another article of the story that was killed: a warning. */
  story: { id: string; size: number; leadId: string; killedId: string | null } | null;
  /** Null while it stands. */
  killed: Killed | null;
}

/**
 * What `normalize` returns: the content, everything that was taken away from the input, and which source won a field
 * that a page gives in several ways (`authors`, `title`, `publishedAt`: json-ld, meta, itemprop, rel, class, line, h1…) or
 * that an operator's rule gave (where the rule is written).
 */
export interface NormalizedArticle {
  content: ArticleContent;
  removed: Removal[];
  sources: Readonly<Record<string, string>>;
  /** The operators' rules that were tried, by id, and whether they found anything. */
  tried: ReadonlyMap<string, boolean>;
}

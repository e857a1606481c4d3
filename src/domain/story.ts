/**
 * What two texts of one story are to each other: `copy`, most of both is the same; `excerpt`, most of the shorter
 * stands in the longer; `teaser`, the shorter is a line that the longer begins with; `brief`, two short items.
 */
export type MatchKind = 'copy' | 'excerpt' | 'teaser' | 'brief';

/** That the text of one article is that of another, or a part of it. */
export interface StoryLink {
  /** Ids of the shorter and the longer article. */
  shorter: string;
  longer: string;
  kind: MatchKind;
  /** Containment, 0 to 1: the share of the shorter one's shingles that the longer one has. */
  score: number;
  /** Share of the longer text that the shorter one covers, 0 to 1. */
  longerCoverage: number;
  /** Where in the longer text, in terms: from the first shared one to behind the last. */
  span: { from: number; to: number };
}

/** What an operator said of two articles: it goes before all links. */
export interface StoryDecision {
  one: string;
  other: string;
  verdict: 'together' | 'apart';
}

/** Articles that are linked, directly or by others, and what is known of them. */
export interface StoryGraph {
  /** Terms of the headline by article id. */
  titles: ReadonlyMap<string, ReadonlySet<number>>;
  links: readonly StoryLink[];
  decisions: readonly StoryDecision[];
}

/** An article in its story. */
export interface StoryMember {
  id: string;
  /** The article whose text it has; null for the lead, and where an operator joined it. */
  of: string | null;
  /** Containment, 0 to 1; null where `of` is. */
  score: number | null;
  /** One line for people. */
  reason: string;
}

/** What choosing and explaining stories needs of an article. */
export interface StoryText {
  id: string;
  /** Length of its text. */
  words: number;
  /** When it was published or, where that is not known, first seen; milliseconds since 1970, null where unknown. */
  at: number | null;
  /** It comes from the agency that wrote it. */
  isAgencysOwn: boolean;
  /** It was taken back. */
  isKilled: boolean;
  /** Hashes of the terms of its headline. */
  title: ReadonlySet<number>;
}

/** What becomes of stories: all of it is written together. */
export interface StoryWrites {
  /** Stories with their lead and all members that are new, moved or explained anew. An id of null is a new story. */
  changed: { id: string | null; leadId: string; members: StoryMember[] }[];
  /** Articles that are in no story any more. */
  left: string[];
  /** Stories whose articles another one took over: old id, and the place of the other in `changed`. */
  merged: { id: string; into: number }[];
}

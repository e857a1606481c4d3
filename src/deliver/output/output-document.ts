import type { Article } from '../../domain/article.ts';
import type { Output, StoryCopy } from '../../domain/output.ts';

/** A document of an output before it has a format: the newest entries, or a page of an archive (RFC 5005 §4). */
export interface OutputDocument {
  output: Output;
  /** Absolute addresses; null where there is no such document. */
  links: OutputLinks;
  /** A page of what was told before, which only loses entries. */
  isArchive: boolean;
  /** The last told first. */
  entries: OutputEntry[];
}

export interface OutputLinks {
  self: string;
  /** Of the newest entries. */
  current: string;
  prevArchive: string | null;
  nextArchive: string | null;
  hub: string | null;
}

/** An article of an output. One that was killed is a tombstone. */
export interface OutputEntry {
  article: Article;
  /** When something happened to it that its readers are told; ISO 8601 UTC. */
  updatedAt: string;
  /** The other articles of its story, where an entry is a story. */
  copies: StoryCopy[];
}

/** What every document says of who wrote it. */
export const generator = 'Wiredesk';

/** The id of an entry: the same in all outputs and formats, whatever becomes of the article. */
export function entryId({ id }: Article): string {
  return `urn:wiredesk:article:${id}`;
}

export function titleOf({ title }: Article): string {
  return title || 'Untitled';
}

export function publishedAtOf({ article, updatedAt }: OutputEntry): string {
  return article.publishedAt ?? article.firstSeenAt ?? updatedAt;
}

/** Who brought the article, by name. */
export function outletOf({ source: { outlet, feed, domain } }: Article): string {
  return outlet ?? feed ?? domain ?? generator;
}

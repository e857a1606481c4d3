import type { NoticePolicy } from './subscription.ts';

/** How much of an article an entry holds: its whole body, or its summary. */
export const outputContents = ['full', 'summary'] as const;
export type OutputContent = (typeof outputContents)[number];

/** Atom 1.0 (RFC 4287), RSS 2.0 and JSON Feed 1.1; also how the address ends. */
export const outputFormats = ['atom', 'rss', 'json'] as const;
export type OutputFormat = (typeof outputFormats)[number];

/** How many entries one page of an archive holds. Another number would move entries to other pages. */
export const outputPageSize = 50;

/** What operators say of an output. */
export interface OutputDefinition {
  name: string;
  /** null: every article. */
  topicId: string | null;
  /** Of `stories` and `updates` an entry is a story, and names its other outlets. */
  notices: NoticePolicy;
  content: OutputContent;
}

/** A feed that is given out. Times are ISO 8601 UTC. */
export interface Output extends OutputDefinition {
  id: string;
  /** The part of its address that nobody can guess; whoever has it can read. */
  token: string;
  /** When an entry was told, or the output changed, last. */
  changedAt: string;
  createdAt: string;
}

/** Another article of an entry's story. */
export interface StoryCopy {
  outlet: string;
  title: string | null;
  url: string | null;
}

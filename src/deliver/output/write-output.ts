import type { OutputFormat } from '../../domain/output.ts';
import type { OutputDocument } from './output-document.ts';
import { writeAtom } from './write-atom.ts';
import { writeJsonFeed } from './write-json-feed.ts';
import { writeRss } from './write-rss.ts';

/** How each format is named on the wire. */
export const outputMediaTypes: Record<OutputFormat, string> = {
  atom: 'application/atom+xml',
  rss: 'application/rss+xml',
  json: 'application/feed+json',
};

const writers: Record<OutputFormat, (document: OutputDocument) => string> = {
  atom: writeAtom,
  rss: writeRss,
  json: writeJsonFeed,
};

/** The document in a format. */
export function writeOutput(document: OutputDocument, format: OutputFormat): string {
  return writers[format](document);
}

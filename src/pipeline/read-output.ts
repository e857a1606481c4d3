import type { OutputDocument, OutputEntry, OutputLinks } from '../deliver/output/output-document.ts';
import { type Output, type OutputFormat, outputPageSize } from '../domain/output.ts';
import { findArticles } from '../store/articles.ts';
import type { Db } from '../store/db.ts';
import { findCopies, listEntries, type StoredEntry } from '../store/output-entries.ts';
import { findOutputByToken } from '../store/outputs.ts';

/** Which document of an output is asked for. */
export interface AskedOutput {
  token: string;
  format: OutputFormat;
  /** A page of the archive, from 1, which is the oldest; null: the newest entries. */
  archive: number | null;
}

/** Where documents are found from outside. */
export interface OutputPlace {
  /** The address of the API, without a slash at its end. */
  baseUrl: string;
  hubUrl: string | null;
}

/** A document, and when anything in it changed last. */
export interface ReadOutput {
  document: OutputDocument;
  changedAt: Date;
}

/**
 * A document of the output at this token's address; null where there is none, or no such page. Pages of the archive are full
 * stretches of positions, so they never shift; the newest entries are what comes after them, a page at least. An entry
 * stands in one document at a time.
 */
export async function readOutput(db: Db, asked: AskedOutput, place: OutputPlace): Promise<ReadOutput | null> {
  const output = await findOutputByToken(db, asked.token);
  if (!output) return null;
  const archives = Math.max(0, Math.floor(output.lastPosition / outputPageSize) - 1);
  if (asked.archive !== null && asked.archive > archives) return null;
  const after = (asked.archive === null ? archives : asked.archive - 1) * outputPageSize;
  const until = asked.archive === null ? output.lastPosition : after + outputPageSize;
  const stored = await listEntries(db, output.id, { after, until });
  const times = [new Date(output.changedAt), ...stored.map(({ changedAt }) => changedAt)];
  return {
    document: {
      output,
      links: linksTo(asked, archives, place),
      isArchive: asked.archive !== null,
      entries: await bringEntries(db, stored, output),
    },
    changedAt: new Date(Math.max(...times.map((time) => time.getTime()))),
  };
}

/** Where an output is found in a format. */
export function outputAddress(baseUrl: string, token: string, format: OutputFormat): string {
  return `${baseUrl}/feeds/${token}.${format}`;
}

function linksTo(
  { token, format, archive }: AskedOutput,
  archives: number,
  { baseUrl, hubUrl }: OutputPlace,
): OutputLinks {
  const current = outputAddress(baseUrl, token, format);
  const page = (number: number) =>
    number >= 1 && number <= archives ? `${current}?archive=${number}` : null;
  return {
    self: archive === null ? current : `${current}?archive=${archive}`,
    current,
    prevArchive: page((archive ?? archives + 1) - 1),
    nextArchive: archive === null ? null : page(archive + 1),
    hub: archive === null ? hubUrl : null,
  };
}

async function bringEntries(db: Db, stored: StoredEntry[], { notices }: Output): Promise<OutputEntry[]> {
  const ids = stored.map(({ articleId }) => articleId);
  const articles = await findArticles(db, ids);
  const copies = notices === 'articles' ? new Map<string, never>() : await findCopies(db, ids);
  return stored.flatMap(({ articleId, toldAt }) => {
    const article = articles.get(articleId);
    return article ? [{ article, updatedAt: toldAt, copies: copies.get(articleId) ?? [] }] : [];
  });
}

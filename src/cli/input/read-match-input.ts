import { z } from 'zod';
import { countWords } from '../../normalize/word-count.ts';
import type { Searchable } from '../../topics/searched-article.ts';
import type { CliDeps } from '../cli-deps.ts';
import { readNdjson } from './read-ndjson.ts';

/** Of an article only what queries read; the body may be called `text`, as for `cluster`, and an author be a name. */
const lineSchema = z.object({
  id: z.union([z.string(), z.number()], 'id must be a string or a number'),
  title: text('title'),
  subtitle: text('subtitle'),
  bodyText: text('bodyText'),
  text: text('text'),
  section: text('section'),
  authors: z.array(z.union([z.string(), z.object({ name: z.string() })]), 'authors must be a list').nullish(),
  agency: text('agency'),
  tags: z.array(z.string(), 'tags must be a list of strings').nullish(),
  dateline: z.object({ place: text('dateline.place') }, 'dateline must be an object').nullish(),
  url: text('url'),
  copyright: z.object({ holder: text('copyright.holder') }, 'copyright must be an object').nullish(),
  language: text('language'),
  publishedAt: text('publishedAt'),
  firstSeenAt: text('firstSeenAt'),
  wordCount: z.number('wordCount must be a number').nullish(),
  revision: z.number('revision must be a number').nullish(),
  source: z
    .object({ feedId: text('source.feedId'), feed: text('source.feed'), outlet: text('source.outlet') })
    .nullish(),
  story: z.object({ leadId: z.string('story.leadId must be a string') }).nullish(),
});

function text(name: string) {
  return z.string(`${name} must be a string`).nullish();
}

/** An article to be matched, and its id as its line has it. */
export interface MatchLine {
  id: string | number;
  article: Searchable;
}

/**
 * The lines of NDJSON of {id, …any article fields}, blank ones left out.
 * @throws WiredeskError invalid-input for the first line that is none.
 */
export async function readMatchInput(file: string, deps: CliDeps): Promise<MatchLine[]> {
  const lines = await readNdjson(file, lineSchema, 'it is no object with an id', deps);
  return lines.map((line) => ({ id: line.id, article: toSearchable(line) }));
}

function toSearchable(line: z.infer<typeof lineSchema>): Searchable {
  const bodyText = line.bodyText ?? line.text ?? '';
  return {
    id: String(line.id),
    revision: line.revision ?? 1,
    title: line.title ?? null,
    subtitle: line.subtitle ?? null,
    bodyText,
    section: line.section ?? null,
    authors: (line.authors ?? []).map((author) => ({
      ...unknownAuthor,
      name: typeof author === 'string' ? author : author.name,
    })),
    agency: line.agency ?? null,
    tags: line.tags ?? [],
    dateline: { place: line.dateline?.place ?? null, date: null },
    url: line.url ?? null,
    copyright: { holder: line.copyright?.holder ?? null, year: null, notice: null, license: null },
    language: line.language ?? null,
    publishedAt: line.publishedAt ?? null,
    firstSeenAt: line.firstSeenAt ?? null,
    wordCount: line.wordCount ?? countWords(bodyText),
    source: {
      feedId: line.source?.feedId ?? null,
      feed: line.source?.feed ?? null,
      outlet: line.source?.outlet ?? null,
      domain: null,
    },
    story: line.story ?? null,
  };
}

const unknownAuthor = { role: null, email: null, url: null, handle: null, affiliation: null };

import { z } from 'zod';
import type { CliDeps } from '../cli-deps.ts';
import { readNdjson } from './read-ndjson.ts';

const lineSchema = z.object({
  id: z.union([z.string(), z.number()], 'id must be a string or a number'),
  title: z.string('title must be a string').nullish(),
  text: z.string('text must be a string').nullish(),
  url: z.string('url must be a string').nullish(),
  publishedAt: z.string('publishedAt must be a time, ISO 8601').nullish(),
});

/** A text to be clustered, as its line has it. */
export type ClusterLine = z.infer<typeof lineSchema>;

/**
 * The lines of NDJSON of {id, title, text, url?, publishedAt?}, blank ones left out.
 * @throws WiredeskError invalid-input for the first line that is none.
 */
export async function readClusterInput(file: string, deps: CliDeps): Promise<ClusterLine[]> {
  return readNdjson(file, lineSchema, 'it is no object with id, title and text', deps);
}

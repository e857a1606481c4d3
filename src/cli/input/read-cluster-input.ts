import { z } from 'zod';
import { WiredeskError } from '../../domain/errors.ts';
import type { CliDeps } from '../cli-deps.ts';
import { decodeText } from './decode-text.ts';
import { readBytes } from './read-bytes.ts';

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
  const text = decodeText(await readBytes(file, deps), 'charset=utf-8');
  if (text === null) throw new WiredeskError('invalid-input', `${file}: this is binary data, not NDJSON`);
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => readLine(line, `${file} line ${number}`));
}

function readLine(line: string, place: string): ClusterLine {
  const checked = lineSchema.safeParse(parseJson(line, place));
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new WiredeskError(
    'invalid-input',
    `${place}: ${issue?.message ?? 'it is no object with id, title and text'}`,
  );
}

function parseJson(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new WiredeskError('invalid-input', `${place}: it is no JSON`);
  }
}

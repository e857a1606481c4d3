import type { z } from 'zod';
import { WiredeskError } from '../../domain/errors.ts';
import type { CliDeps } from '../cli-deps.ts';
import { decodeText } from './decode-text.ts';
import { readBytes } from './read-bytes.ts';

/**
 * The lines of an NDJSON file, or of stdin for `-`, as `schema` reads them; blank ones are left out.
 * @param otherwise what is said of a line that is no object at all.
 * @throws WiredeskError invalid-input for the first line that does not fit.
 */
export async function readNdjson<Line>(
  file: string,
  schema: z.ZodType<Line>,
  otherwise: string,
  deps: CliDeps,
): Promise<Line[]> {
  const text = decodeText(await readBytes(file, deps), 'charset=utf-8');
  if (text === null) throw new WiredeskError('invalid-input', `${file}: this is binary data, not NDJSON`);
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), place: `${file} line ${index + 1}` }))
    .filter(({ line }) => line !== '')
    .map(({ line, place }) => readLine(line, place, schema, otherwise));
}

function readLine<Line>(line: string, place: string, schema: z.ZodType<Line>, otherwise: string): Line {
  const checked = schema.safeParse(parseJson(line, place));
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  const isObject = issue !== undefined && issue.path.length > 0;
  throw new WiredeskError('invalid-input', `${place}: ${isObject ? issue.message : otherwise}`);
}

function parseJson(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new WiredeskError('invalid-input', `${place}: it is no JSON`);
  }
}

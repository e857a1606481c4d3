import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { WiredeskError } from '../../src/domain/errors.ts';

const people = z.union([z.string(), z.array(z.string())]).nullish();

const pageLine = z.object({
  file: z.string().min(1),
  url: z.string().nullish(),
  type: z.enum(['text', 'html', 'page']).default('page'),
  title: z.string().nullish(),
  authors: people,
  published: z.string().nullish(),
  text: z.string().nullish(),
});

const bylineLine = z.object({ byline: z.string().min(1), authors: people });

/** A page with what a person read off it. Null or empty: nobody looked, or there is none. */
export interface GoldPage extends z.infer<typeof pageLine> {
  path: string;
}

/** A byline as printed, with the persons it names. */
export type GoldByline = z.infer<typeof bylineLine>;

export interface Gold {
  pages: GoldPage[];
  bylines: GoldByline[];
}

/**
 * Reads a gold file: NDJSON of `{file, url?, type?, title?, authors?, published?, text?}` (paths relative to it) and of
 * `{byline, authors}`. @throws WiredeskError invalid-input for a line that is neither.
 */
export function readGold(manifest: string): Gold {
  const gold: Gold = { pages: [], bylines: [] };
  const lines = readFileSync(manifest, 'utf8').split('\n');
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const value = parseJson(line);
    const page = pageLine.safeParse(value);
    const byline = bylineLine.safeParse(value);
    if (page.success) gold.pages.push({ ...page.data, path: resolve(dirname(manifest), page.data.file) });
    else if (byline.success) gold.bylines.push(byline.data);
    else
      throw new WiredeskError('invalid-input', `${manifest} line ${index + 1}: neither a page nor a byline`);
  }
  return gold;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

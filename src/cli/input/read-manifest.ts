import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { WiredeskError } from '../../domain/errors.ts';
import type { CliDeps } from '../cli-deps.ts';
import { decodeText } from './decode-text.ts';
import { isUrl } from './input-reader.ts';
import { readBytes } from './read-bytes.ts';

const useUrl = 'url must be an http:// or https:// address';

const lineSchema = z.object({
  file: z.string('file must be a path').min(1, 'file must be a path'),
  url: z
    .string(useUrl)
    .refine((url) => isUrl(url) && URL.canParse(url), useUrl)
    .nullish(),
  type: z.enum(['text', 'html', 'page'], 'type must be text, html or page').nullish(),
});

/** One line of a manifest: the file as written there and where it is, or what is wrong with the line. */
export type ManifestLine =
  | { kind: 'input'; file: string; path: string; url: string | null; type: 'text' | 'html' | 'page' | null }
  | { kind: 'bad'; file: string | null; fault: WiredeskError };

/**
 * The lines of a manifest (NDJSON of {file, url?, type?}), blank ones left out; paths are relative to the manifest.
 * @throws WiredeskError when the manifest itself cannot be read.
 */
export async function readManifest(manifest: string, deps: CliDeps): Promise<ManifestLine[]> {
  const text = decodeText(await readBytes(manifest, deps), null);
  if (text === null)
    throw new WiredeskError('invalid-input', `${manifest}: this is binary data, not a manifest`);
  const folder = manifest === '-' ? deps.cwd : dirname(resolve(deps.cwd, manifest));
  const lines = text.split('\n').map((line, index) => ({ line: line.trim(), number: index + 1 }));
  return lines.filter(({ line }) => line !== '').map(({ line, number }) => readLine(line, number, folder));
}

function readLine(line: string, number: number, folder: string): ManifestLine {
  const value = parseJson(line);
  const checked = lineSchema.safeParse(value);
  if (checked.success) {
    const { file, url = null, type = null } = checked.data;
    return { kind: 'input', file, path: isUrl(file) ? file : resolve(folder, file), url, type };
  }
  const reason =
    value === undefined ? 'it is no JSON' : (checked.error.issues[0]?.message ?? 'it is no manifest line');
  const fault = new WiredeskError('invalid-input', `manifest line ${number}: ${reason}`);
  return { kind: 'bad', file: fileOf(value), fault };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function fileOf(value: unknown): string | null {
  const file = typeof value === 'object' && value !== null && 'file' in value ? value.file : null;
  return typeof file === 'string' ? file : null;
}

import { z } from 'zod';
import type { ErrorCode } from '../domain/errors.ts';
import {
  describeIssues,
  dotted,
  type Finding,
  faultsError,
  type Issue,
  type Path,
  type Vocabulary,
} from './faults.ts';
import { readYamlFile, type YamlFile } from './yaml-file.ts';

/** A YAML file that holds one list under one key, as feeds.yaml does. */
export interface ListFile<Entry extends z.ZodType> {
  /** The key, which names many. */
  list: string;
  /** What one entry is called. */
  one: string;
  entry: Entry;
  maxEntries: number;
  /** Of the error that names all faults. */
  code: ErrorCode;
  /** Every key of an entry, as `dotted` gives them. */
  keys: readonly string[];
  /** Whether the value at this place of an entry may be a secret. */
  hides: (path: Path) => boolean;
  /** What tells entries apart, by field: no two may have the same; undefined where it is not written. */
  marksOf: (entry: Record<string, unknown>) => Record<string, string | undefined>;
}

/** The file as a whole. */
export function listFileSchema<Entry extends z.ZodType>({ list, entry, maxEntries }: ListFile<Entry>) {
  return z.strictObject(
    {
      [list]: z
        .array(entry, `use a list of ${list}; for none, write ${list}: []`)
        .max(maxEntries, `use at most ${maxEntries} ${list}`),
    },
    `use a map with the key ${list}; for no ${list}, write ${list}: []`,
  );
}

/**
 * The entries of the file at `path`, in its order; null where there is no file. Throws one WiredeskError that names
 * every fault with its line. An empty file is a fault: taken for an empty list, it would remove everything.
 */
export function readListFile<Entry extends z.ZodType>(
  path: string,
  kind: ListFile<Entry>,
): z.output<Entry>[] | null {
  const file = readYamlFile(path);
  if (!file) return null;
  const checked = listFileSchema(kind).safeParse(file.value);
  const issues = checked.error?.issues ?? [];
  const faults = file.faults.length > 0 ? file.faults : findingsIn(file, issues, kind).map(file.locate);
  if (faults.length > 0 || !checked.success) throw faultsError(kind.code, faults);
  return checked.data[kind.list] ?? [];
}

/** How an entry is spoken of that `depth` steps lead to. */
export function entryVocabulary(
  { list, one, keys, hides }: Pick<ListFile<z.ZodType>, 'list' | 'one' | 'keys' | 'hides'>,
  depth: number,
): Vocabulary {
  return {
    nameOf: (path) =>
      path.length < depth ? dotted(path) || 'the file' : dotted(path.slice(depth)) || `the ${one}`,
    namesAt: (path) => (path.length <= depth ? [list] : keys),
    hides: (path) => path.length < depth || hides(path.slice(depth)),
  };
}

function findingsIn<Entry extends z.ZodType>(
  file: YamlFile,
  issues: readonly Issue[],
  kind: ListFile<Entry>,
): Finding[] {
  return [...describeIssues(issues, file.value, entryVocabulary(kind, 2)), ...duplicates(file, kind)];
}

/** Entries that an earlier one is the same as. */
function duplicates<Entry extends z.ZodType>(
  file: YamlFile,
  { list, one, marksOf }: ListFile<Entry>,
): Finding[] {
  const seen = new Map<string, Path>();
  return rawEntries(file.value, list).flatMap((entry, index) => {
    const marks = Object.entries(marksOf(entry)).filter(([, mark]) => mark !== undefined);
    const twin = marks.find(([field, mark]) => seen.has(`${field} ${mark}`));
    const earlier = twin && seen.get(twin.join(' '));
    for (const [field, mark] of marks)
      if (!seen.has(`${field} ${mark}`)) seen.set(`${field} ${mark}`, [list, index, field]);
    if (!twin || !earlier) return [];
    const [field] = twin;
    const { line } = file.locate({ path: earlier, message: '' });
    const message = `this ${one} has the same ${field} as the one on line ${line}; delete one or change its ${field}`;
    return [{ path: [list, index, field], message }];
  });
}

function rawEntries(value: unknown, list: string): Record<string, unknown>[] {
  const entries = typeof value === 'object' && value !== null ? Reflect.get(value, list) : null;
  return Array.isArray(entries) ? entries.map((entry) => entry ?? {}) : [];
}

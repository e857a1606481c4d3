import type { ArticleContent, Removal } from '../domain/article.ts';
import { changesInContext } from '../domain/changes-in-context.ts';
import type { DiffPart } from '../domain/revision.ts';
import { diffWords } from './diff-words.ts';
import { readableField } from './readable-field.ts';

/** A field that differs, by words, with some around each change. */
export interface FieldChange {
  field: string;
  parts: DiffPart[];
}

/** What differs between two contents made of the same item. */
export interface ContentChange {
  fields: FieldChange[];
  /** What is taken away now and was not. */
  removedAnew: Removal[];
  /** What was taken away and is not now. */
  noLongerRemoved: Removal[];
}

interface Made {
  content: ArticleContent;
  removed: readonly Removal[];
}

const maxRemovals = 20;
const maxRemovalChars = 300;

/** Describes the fields named in `changed`; of a body that differs as text, not the HTML as well. */
export function describeChange(before: Made, after: Made, changed: readonly string[]): ContentChange {
  const shown = changed.filter((field) => field !== 'bodyHtml' || !changed.includes('bodyText'));
  const was = new Map<string, unknown>(Object.entries(before.content));
  const is = new Map<string, unknown>(Object.entries(after.content));
  return {
    fields: shown.map((field) => ({
      field,
      parts: changesInContext(diffWords(readableField(was.get(field)), readableField(is.get(field)))),
    })),
    removedAnew: missingFrom(after.removed, before.removed),
    noLongerRemoved: missingFrom(before.removed, after.removed),
  };
}

/** Of the first, those whose text is none of the others', shortened. */
function missingFrom(removals: readonly Removal[], others: readonly Removal[]): Removal[] {
  const known = new Set(others.map(({ text }) => text));
  return removals
    .filter(({ text }) => !known.has(text))
    .slice(0, maxRemovals)
    .map(({ rule, text }) => ({ rule, text: text.slice(0, maxRemovalChars) }));
}

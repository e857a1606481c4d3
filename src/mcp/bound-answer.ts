import { z } from 'zod';
import { characterBoundary } from './character-boundary.ts';
import type { Page, Tool } from './tool.ts';

/** Of a text. */
export const maxStringChars = 2000;
/** Of a list. */
export const maxEntries = 200;
/** About 15,000 tokens: beyond it lists end, after the entry that is at hand. */
export const maxAnswerChars = 60_000;
/** What an entry costs besides its texts: names, numbers, brackets. */
const entryChars = 50;

/** A field of every answer. */
export const cutField = z
  .array(z.string())
  .describe('Where something was left out to keep the answer short, e.g. `sightings: 200 of 350 entries`.');

/**
 * The answer with its texts and lists bounded, and what that cut off under `cut`. A page whose list was cut goes on after
 * the last entry shown, so nothing is passed over.
 */
export function boundAnswer(answer: object, { page, ownText }: Pick<Tool, 'page' | 'ownText'>): object {
  const { bound, cuts } = createBounds();
  const bounded = mapFields(answer, (value, name) => (name === ownText ? value : bound(value, name)));
  const cut = [...cuts].map(([place, what]) => `${place}: ${what}`);
  return { ...bounded, ...(page && nextPage(answer, bounded, page)), cut };
}

/** Bounds what it is given to what is left of one answer, and notes the first cut at each place, entries of a list as one. */
function createBounds() {
  const cuts = new Map<string, string>();
  let leftChars = maxAnswerChars;

  const note = (place: string, shown: number, all: number, unit: string) => {
    if (shown < all && !cuts.has(place)) cuts.set(place, `${shown} of ${all} ${unit}`);
  };
  const boundText = (text: string, place: string) => {
    const kept = text.slice(0, characterBoundary(text, maxStringChars));
    leftChars -= kept.length;
    note(place, kept.length, text.length, 'characters');
    return kept;
  };
  const boundList = (list: unknown[], place: string) => {
    const kept: unknown[] = [];
    while (kept.length < Math.min(list.length, maxEntries) && leftChars > 0) {
      leftChars -= entryChars;
      kept.push(bound(list[kept.length], `${place}[]`));
    }
    note(place, kept.length, list.length, 'entries');
    return kept;
  };
  const bound = (value: unknown, place: string): unknown => {
    if (typeof value === 'string') return boundText(value, place);
    if (Array.isArray(value)) return boundList(value, place);
    if (typeof value !== 'object' || value === null) return value;
    return mapFields(value, (inner, name) => bound(inner, `${place}.${name}`));
  };
  return { bound, cuts };
}

function mapFields(of: object, map: (value: unknown, name: string) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, map(value, name)]));
}

function nextPage(answer: object, bounded: Record<string, unknown>, { entries, cursor }: Page): object {
  const all = Reflect.get(answer, entries) as unknown[];
  const shown = bounded[entries] as Record<string, unknown>[];
  return shown.length < all.length ? { next: shown.at(-1)?.[cursor] } : {};
}

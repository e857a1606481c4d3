import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { type ErrorCode, WiredeskError } from '../domain/errors.ts';

/** One thing wrong with what an operator wrote, and the place: a file and its line, or an environment variable. */
export interface Fault {
  place: string;
  line: number | null;
  message: string;
}

export type Path = readonly PropertyKey[];

/** A fault by its path in the data, before it is known where that was written. */
export interface Finding {
  path: Path;
  message: string;
}

/** What zod, or a check after it, finds wrong. Messages of ours begin with "use". */
export type Issue = z.core.$ZodIssue;

/** How operators call things in one kind of file. */
export interface Vocabulary {
  nameOf: (path: Path) => string;
  /** Every key there is where an unknown one stands, as nameOf gives them. */
  namesAt: (path: Path) => readonly string[];
  /** True where the value may be a secret. */
  hides: (path: Path) => boolean;
}

const maxFaultsShown = 100;
const maxValueShown = 80;
const maxNamesShown = 20;

/** Says of each issue which value is wrong and what to write instead; of an unknown key, the nearest known one. */
export function describeIssues(issues: readonly Issue[], input: unknown, words: Vocabulary): Finding[] {
  return issues.flatMap((issue) => {
    const { code, path, message } = issue;
    if (code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey([...path, key], words));
    const name = words.nameOf(path);
    if (code === 'invalid_key') {
      return [{ path, message: `${name} cannot stand there; ${issue.issues[0]?.message ?? message}` }];
    }
    return [{ path, message: `${name} is ${shown(valueAt(input, path), words.hides(path))}; ${message}` }];
  });
}

/** One error for all faults, a line each, in the order of place and line. */
export function faultsError(code: ErrorCode, faults: readonly Fault[]): WiredeskError {
  const sorted = faults.toSorted((a, b) => a.place.localeCompare(b.place) || (a.line ?? 0) - (b.line ?? 0));
  const lines = [...new Set(sorted.map(faultLine))];
  const more = lines.length - maxFaultsShown;
  if (more > 0) lines.splice(maxFaultsShown, more, `and ${more} more`);
  return new WiredeskError(code, lines.join('\n'));
}

/** `feeds[2].url`; a key that looks like no name is not repeated, it may be a secret that lost its colon. */
export function dotted(path: Path): string {
  return path
    .map((step) =>
      typeof step === 'number' ? `[${step}]` : `.${/^[\w-]{1,64}$/.test(String(step)) ? String(step) : '…'}`,
    )
    .join('')
    .replace(/^\./, '');
}

function unknownKey(path: Path, words: Vocabulary): Finding {
  const name = words.nameOf(path);
  const names = words.namesAt(path);
  if (names.length === 0) return { path, message: `${name} is not known; there are no keys here` };
  const nearest = closest(name, [...names]);
  const others = isNear(name, nearest) ? '' : othersBeside(nearest, names);
  return { path, message: `${name} is not known; the nearest known key is ${nearest}${others}` };
}

/** Whether one may be the other mistyped, or without its section. */
function isNear(name: string, other: string): boolean {
  if (other.endsWith(`.${name}`)) return true;
  return distance(name, other) <= Math.max(2, Math.min(name.length, other.length) / 3);
}

function othersBeside(name: string, names: readonly string[]): string {
  const section = name.slice(0, name.lastIndexOf('.') + 1);
  const others = names.filter(
    (other) => other !== name && other.startsWith(section) && !other.slice(section.length).includes('.'),
  );
  return others.length === 0 ? '' : `, others are ${others.slice(0, maxNamesShown).join(', ')}`;
}

function faultLine({ place, line, message }: Fault): string {
  return line === null ? `${place}: ${message}` : `${place}:${line}: ${message}`;
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined),
    input,
  );
}

function shown(value: unknown, hidden: boolean): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'empty';
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a map';
  if (hidden) return `a ${typeof value}, not shown here`;
  const text = typeof value === 'string' ? JSON.stringify(withoutCredentials(value)) : String(value);
  return text.length > maxValueShown ? `${text.slice(0, maxValueShown)}…` : text;
}

/** Takes `user:password` out of a URL, and rather too much than too little. */
function withoutCredentials(text: string): string {
  const start = text.indexOf('//') + 2;
  const end = text.lastIndexOf('@');
  return start > 1 && end > start ? `${text.slice(0, start)}…${text.slice(end)}` : text;
}

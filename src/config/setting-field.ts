import { z } from 'zod';

/** What the settings page and the environment need to know of a setting beside its zod type and description. */
export interface SettingMeaning {
  /** How the text of an environment variable is read; a list is separated by commas. */
  kind: 'number' | 'text' | 'list' | 'numbers';
  /** What may stand there, to follow the word "use". */
  range: string;
  standard: number | string | readonly string[] | readonly number[] | null;
  /** The environment variable of a secret, whose value no message shows; null where the setting is none. */
  secretEnv: string | null;
}

/** The meaning of every field made below. */
export const settingMeanings = z.registry<SettingMeaning>();

const maxTextLength = 2000;
const maxListLength = 1000;

interface NumberLimits {
  min: number;
  max: number;
  default: number;
}

interface TextLimits {
  range: string;
  allows: (text: string) => boolean;
}

export function wholeNumber(limits: NumberLimits, sentence: string) {
  const range = `a whole number from ${limits.min} to ${limits.max}`;
  const error = wayOut(range, limits.default);
  const field = z.int(error).min(limits.min, error).max(limits.max, error).default(limits.default);
  return field
    .describe(sentence)
    .register(settingMeanings, { kind: 'number', range, standard: limits.default, secretEnv: null });
}

export function fraction(limits: NumberLimits, sentence: string) {
  const range = `a number from ${limits.min} to ${limits.max}`;
  const error = wayOut(range, limits.default);
  const field = z.number(error).min(limits.min, error).max(limits.max, error).default(limits.default);
  return field
    .describe(sentence)
    .register(settingMeanings, { kind: 'number', range, standard: limits.default, secretEnv: null });
}

export function choice<const T extends readonly [string, ...string[]]>(
  values: T,
  standard: T[number],
  sentence: string,
) {
  const range = `one of ${values.join(', ')}`;
  const field = z.enum(values, wayOut(range, standard)).default(() => standard);
  return field
    .describe(sentence)
    .register(settingMeanings, { kind: 'text', range, standard, secretEnv: null });
}

export function text(limits: TextLimits & { default: string }, sentence: string) {
  const field = limitedText(limits, wayOut(limits.range, limits.default)).default(limits.default);
  return field.describe(sentence).register(settingMeanings, {
    kind: 'text',
    range: limits.range,
    standard: limits.default,
    secretEnv: null,
  });
}

export function optionalText(limits: TextLimits & { secretEnv?: string }, sentence: string) {
  const field = limitedText(limits, wayOut(limits.range, null)).nullable().default(null);
  return field.describe(sentence).register(settingMeanings, {
    kind: 'text',
    range: limits.range,
    standard: null,
    secretEnv: limits.secretEnv ?? null,
  });
}

export function textList(limits: TextLimits, sentence: string) {
  const error = wayOut(`a list of ${limits.range}`, null);
  const field = z
    .array(limitedText(limits, `use ${limits.range}`), error)
    .max(maxListLength, error)
    .default([]);
  return field.describe(sentence).register(settingMeanings, {
    kind: 'list',
    range: `a list of ${limits.range}`,
    standard: [],
    secretEnv: null,
  });
}

export function wholeNumbers(
  { min, max, least = 0, standard }: { min: number; max: number; least?: number; standard: number[] },
  sentence: string,
) {
  const range = `a list of ${least > 0 ? `${least} or more ` : ''}whole numbers from ${min} to ${max}`;
  const error = wayOut(range, standard.join(', '));
  const field = z
    .array(z.int(error).min(min, error).max(max, error), error)
    .min(least, error)
    .max(maxListLength, error)
    .default(standard);
  return field
    .describe(sentence)
    .register(settingMeanings, { kind: 'numbers', range, standard, secretEnv: null });
}

/** A map of settings; one that is absent has every setting at its default. */
export function section<T extends z.core.$ZodLooseShape>(sentence: string, shape: T) {
  return z
    .strictObject(shape, 'use a map of settings')
    .prefault({} as never)
    .describe(sentence);
}

function limitedText(limits: TextLimits, error: string) {
  return z.string(error).max(maxTextLength, { error, abort: true }).refine(limits.allows, error);
}

function wayOut(range: string, standard: number | string | null): string {
  return standard === null
    ? `use ${range}, or leave it out`
    : `use ${range}, or leave it out for ${standard}`;
}

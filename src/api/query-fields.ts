import { z } from 'zod';
import { storableText } from '../store/storable.ts';

const largestBigint = 2n ** 63n - 1n;
const largestInteger = 2 ** 31 - 1;
const maxTextLength = 500;
const defaultPageSize = 100;

const useId = `use a whole number from 0 to ${largestBigint}`;
const useTime = 'use an ISO 8601 time with its offset, e.g. 2026-03-01T08:00:00Z';
const useText = `use a text of 1 to ${maxTextLength} characters`;
const useLanguage = 'use a BCP 47 tag, e.g. en or pt-BR';

/** An id or cursor: a decimal string that fits the store's bigint. */
export const idField = z
  .string(useId)
  .regex(/^\d{1,19}$/, { error: useId, abort: true })
  .refine((id) => BigInt(id) <= largestBigint, useId);

/** The number of a revision, from 1. */
export const revisionField = wholeNumber(1, largestInteger);

/** A text that the store can hold. */
export const textField = z
  .string(useText)
  .min(1, useText)
  .max(maxTextLength, useText)
  .refine(
    (text) => storableText(text) === text,
    'use a text without NUL characters and halves of surrogate pairs',
  );

const useUrl = 'use an http:// or https:// address';

export const urlField = z
  .string(useUrl)
  .max(4096, { error: useUrl, abort: true })
  .refine((url) => /^https?:/i.test(url) && URL.canParse(url), useUrl);

export const languageField = z
  .string(useLanguage)
  .max(100, { error: useLanguage, abort: true })
  .refine(isLanguage, useLanguage);

export const timeField = z.iso.datetime({ offset: true, error: useTime }).transform((time) => new Date(time));

/** Whether to give what was killed, too. */
export const includeKilledField = z.literal('killed', 'use killed').optional();

/** How many entries a page holds: from 1 to `maxPageSize`. */
export function limitField(maxPageSize: number) {
  const standard = Math.min(defaultPageSize, maxPageSize);
  return wholeNumber(1, maxPageSize)
    .default(standard)
    .describe(`How many to give at most; ${standard} where it is not said.`);
}

/** Several of `values`, with commas between them. */
export function listField<const Value extends string>(values: readonly [Value, ...Value[]], maxLength = 200) {
  const one = `(?:${values.join('|')})`;
  const use = `use ${values.join(', ')}, or several with commas between them`;
  return z
    .string(use)
    .max(maxLength, { error: use, abort: true })
    .regex(new RegExp(`^${one}(?:,${one})*$`), use)
    .transform((text) => text.split(',') as Value[]);
}

/** A whole number in these bounds. */
export function wholeNumber(min: number, max: number) {
  const use = `use a whole number from ${min} to ${max}`;
  return z.coerce.number(use).int({ error: use, abort: true }).min(min, use).max(max, use);
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

import { z } from 'zod';
import { aliasLoop } from './aliases.ts';
import { readField } from './field-selector.ts';
import { readLinePattern } from './line-pattern.ts';
import { readSelector } from './read-selector.ts';
import { canCompile } from './selector.ts';

const maxRules = 200;
const maxAliases = 2_000;
const maxTextChars = 300;

const useSelectors = `use a list of at most ${maxRules} CSS selectors`;
const usePatterns = `use a list of at most ${maxRules} patterns`;
const useAliases = `use a map of at most ${maxAliases} names, each with the name it stands for, or null for none`;
const useText = `use a text of at most ${maxTextChars} characters`;
const useLanguage = 'use a BCP 47 tag, e.g. en or pt-BR';

const selectors = listOf(useSelectors, (text) => selectorFault(text, 'a CSS selector'));
const patterns = listOf(usePatterns, patternFault);
const field = listOf(
  'use a list of CSS selectors, each with an @attribute where it is not the text',
  fieldFault,
);
const text = z.string(useText).trim().min(1, useText).max(maxTextChars, useText);

const aliases = z
  .record(z.string().max(maxTextChars, useText), text.nullable(), useAliases)
  .superRefine((map, context) => {
    if (Object.keys(map).length > maxAliases) context.addIssue({ code: 'custom', message: useAliases });
    const loop = aliasLoop(map);
    if (loop === null) return;
    const message = `use names that end somewhere: ${loop.join(' -> ')} goes round in a circle`;
    context.addIssue({ code: 'custom', path: [loop[0] ?? ''], message });
  });

/** What a rule can read off a document by selectors. */
export const ruledFields = [
  'title',
  'subtitle',
  'section',
  'authors',
  'published',
  'updated',
  'summary',
] as const;

export type RuledField = (typeof ruledFields)[number];

/** What operators say of the documents of a feed, an outlet or a site, beside words. */
export const operatorRules = {
  body: selectors.describe('Where the body is: all elements that the first selector finds that finds any.'),
  remove: selectors.describe('Elements that go before anything is read.'),
  removeLines: patterns.describe(
    'Lines of the body that go: regular expressions in the syntax of RE2, found anywhere in the line, case ignored.',
  ),
  fields: z
    .partialRecord(z.enum(ruledFields), field, 'use a map of fields, each with a list of selectors')
    .describe('Fields that are read off the document, each by the first selector that finds something.'),
  set: z
    .strictObject(
      {
        section: text,
        language: text.refine(isLanguage, useLanguage),
        agency: text,
        copyrightHolder: text,
        outlet: text.describe('The name that is no author, and that goes from the end of headlines.'),
      },
      'use a map of fields, each with a text',
    )
    .partial()
    .describe('What holds for every article, whatever else says otherwise.'),
  authorAliases: aliases.describe('Names of authors, each with the name to give instead; null: nobody.'),
  agencyAliases: aliases.describe('Names of agencies, each with the name to give instead; null: none.'),
  fullText: z
    .enum(['auto', 'always', 'never'], 'use auto, always or never')
    .describe('Whether the page of an item is fetched for its text.'),
};

const operatorSchema = z.strictObject(operatorRules).partial();

export type OperatorRulesConfig = z.output<typeof operatorSchema>;

function listOf(use: string, faultOf: (text: string) => string | null) {
  const entry = z.string(use).superRefine((text, context) => {
    const fault = faultOf(text);
    if (fault !== null) context.addIssue({ code: 'custom', message: fault });
  });
  return z.array(entry, use).max(maxRules, use);
}

function selectorFault(text: string, what: string): string | null {
  const read = readSelector(text);
  if (read.kind === 'refused') return `use ${what}; ${read.reason}`;
  return canCompile(text) ? null : `use ${what}; it holds a formula or an argument that is none`;
}

function fieldFault(text: string): string | null {
  return selectorFault(
    readField(text).selector,
    'a CSS selector, with an @attribute behind it where it is not the text',
  );
}

function patternFault(text: string): string | null {
  const read = readLinePattern(text);
  if (read.kind === 'pattern') return null;
  return `use a regular expression in the syntax of RE2, without look-around and back-references; ${read.reason}`;
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

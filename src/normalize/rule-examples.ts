import { z } from 'zod';

const maxInputChars = 1_000_000;
const maxExamples = 200;
const oneInput = 'use exactly one of text, html and page';

const input = z.string('use a text').max(maxInputChars, `use at most ${maxInputChars} characters`);
const text = z.string('use a text, or null where the article is to have none').max(maxInputChars).nullable();
const texts = z.array(z.string('use a text').max(maxInputChars), 'use a list of texts').max(1000);

const expectedSchema = z
  .strictObject(
    {
      url: text,
      title: text,
      subtitle: text,
      section: text,
      authors: texts,
      byline: text,
      agency: text,
      copyright: z
        .strictObject({ holder: text, year: z.int().nullable(), notice: text, license: text })
        .partial()
        .nullable(),
      dateline: z.strictObject({ place: text, date: text }).partial().nullable(),
      language: text,
      publishedAt: text,
      updatedAt: text,
      summary: text,
      bodyText: text,
      bodyHtml: text,
      tags: texts,
      removed: texts,
    },
    'use a map of fields',
  )
  .partial()
  .describe(
    'Fields that the article must have; authors by their names, removed: texts that must be taken away.',
  );

/** What rules are to make of an input: the tests of a set of rules, kept beside them. */
export const ruleExamplesSchema = z
  .array(
    z
      .strictObject(
        {
          name: z.string().max(300).optional().describe('Names the example where it fails.'),
          text: input.optional().describe('Plain text.'),
          html: input.optional().describe('The HTML of a feed item.'),
          page: input.optional().describe('A whole web page.'),
          url: z.string().max(4096).optional().describe('Its address.'),
          title: z.string().max(4096).optional().describe('Its headline, as the feed gives it.'),
          authors: texts.optional().describe('Its authors, as the feed gives them.'),
          expect: expectedSchema,
        },
        'use a map with text, html or page, and expect',
      )
      .refine(({ text, html, page }) => [text, html, page].filter((one) => one !== undefined).length === 1, {
        error: oneInput,
      }),
    'use a list of examples',
  )
  .max(maxExamples, `use at most ${maxExamples} examples`)
  .describe('Inputs and what the rules are to make of them; wiredesk feeds test checks them.');

export type RuleExample = z.output<typeof ruleExamplesSchema>[number];

import { z } from 'zod';
import { WiredeskError } from '../domain/errors.ts';
import { type Output, outputContents, outputFormats } from '../domain/output.ts';
import { noticePolicies } from '../domain/subscription.ts';
import { textField } from './query-fields.ts';

const notices = z
  .enum(noticePolicies)
  .describe(
    '`articles`: an entry is an article; `stories`: a story; `updates`: a story, told again when outlets join.',
  );
const content = z.enum(outputContents).describe('What entries hold: the whole body, or the summary.');

/** An output as the API shows it. */
export const outputSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    topicId: z.string().nullable().describe('null: it holds every article.'),
    notices,
    content,
    token: z.string().describe('Whoever knows it can read the output.'),
    paths: z.object({ atom: z.string(), rss: z.string(), json: z.string() }).describe('Where it is found.'),
    changedAt: z.string(),
    createdAt: z.string(),
  })
  .meta({ id: 'Output' }) satisfies z.ZodType<Output>;

const name = textField.describe('Its title.');

/** An output as operators write it. */
export const writtenOutputSchema = z.strictObject({
  name,
  topic: textField
    .nullish()
    .describe('The name or id of the topic it is of; without one it holds every article.'),
  notices: notices.default('articles'),
  content: content.default('full'),
});

const stays = z.never('use another output for that: what one is of stays').optional();

/** What a PATCH may hold. */
export const outputPatchSchema = z.strictObject({
  name: name.optional(),
  content: content.optional(),
  topic: stays.describe('Stays: an output of another topic is another one.'),
  notices: stays.describe('Stays, as `topic` does.'),
});

/** The output as it is shown. @throws WiredeskError not-found where there is none with this id */
export function needOutput(output: Output | null, id: string): z.output<typeof outputSchema> {
  if (!output) throw noOutput(id);
  return toView(output);
}

/** The error of an id that no output has. */
export function noOutput(id: string): WiredeskError {
  return new WiredeskError('not-found', `there is no output ${id}`);
}

/** An output, and where it is found. */
export function toView(output: Output): z.output<typeof outputSchema> {
  const [atom, rss, json] = outputFormats.map((format) => `/feeds/${output.token}.${format}`);
  return { ...output, paths: { atom: atom ?? '', rss: rss ?? '', json: json ?? '' } };
}

import { z } from 'zod';
import { parseQuery } from './parse-query.ts';
import { describeQueryFault } from './query-fault.ts';
import { stemmingLanguages } from './stem.ts';

const maxNameLength = 200;
const useName = `use a text of 1 to ${maxNameLength} characters, in quotes where it looks like a number`;
const useQuery = 'use a query, in quotes where YAML would read it as something else';

/** A topic as operators write it in config/topics.yaml. */
export const writtenTopicSchema = z.strictObject(
  {
    name: z
      .string(useName)
      .trim()
      .regex(/^\P{Cc}+$/u, useName)
      .max(maxNameLength, useName)
      .describe('What to call it. A topic of another name is another topic.'),
    query: z
      .string(useQuery)
      .superRefine((query, context) => {
        const parsed = parseQuery(query);
        if (parsed.kind === 'faulty') context.addIssue(describeQueryFault(query, parsed));
      })
      .describe('What it matches, as docs/topics.md describes.'),
    stemming: z
      .enum(stemmingLanguages, `use ${stemmingLanguages.join(', ')}`)
      .nullish()
      .describe('The language in which single words match in all their forms.'),
    paused: z.boolean('use true or false').nullish().describe('Lets it match nothing new for now.'),
  },
  'use a map with a name and a query',
);

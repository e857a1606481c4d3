import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { makeToken, tokenBytes } from '../deliver/output/make-token.ts';
import { WiredeskError } from '../domain/errors.ts';
import { type Output, outputContents, outputFormats } from '../domain/output.ts';
import { noticePolicies } from '../domain/subscription.ts';
import { addOutput } from '../pipeline/add-output.ts';
import type { Pool } from '../store/db.ts';
import { changeToken, findOutput, listOutputs, removeOutput } from '../store/outputs.ts';
import type { App } from './app.ts';
import { needTopic } from './find-topic.ts';
import { problemAnswers } from './problem.ts';
import { idField, textField } from './query-fields.ts';

const tags = ['outputs'];
const operate = { config: { scope: 'operate' } } as const;
const params = z.strictObject({ id: idField });

const notices = z
  .enum(noticePolicies)
  .describe(
    '`articles`: an entry is an article; `stories`: a story; `updates`: a story, told again when outlets join.',
  );
const content = z.enum(outputContents).describe('What entries hold: the whole body, or the summary.');

const outputSchema = z
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

const writtenSchema = z.strictObject({
  name: textField.describe('Its title.'),
  topic: textField
    .nullish()
    .describe('The name or id of the topic it is of; without one it holds every article.'),
  notices: notices.default('articles'),
  content: content.default('full'),
});

/** The feeds that are given out, for whoever sets them up. */
export function addOutputRoutes(app: App, pool: Pool, now: () => Date): void {
  app.get(
    '/v1/outputs',
    {
      ...operate,
      schema: {
        operationId: 'listOutputs',
        tags,
        summary: 'Feeds that are given out, with their addresses',
        response: {
          200: z.object({ outputs: z.array(outputSchema) }).meta({ id: 'OutputList' }),
          ...problemAnswers,
        },
      },
    },
    async () => ({ outputs: (await listOutputs(pool)).map(toView) }),
  );

  app.get(
    '/v1/outputs/:id',
    {
      ...operate,
      schema: {
        operationId: 'getOutput',
        tags,
        summary: 'A feed that is given out, with its addresses',
        params,
        response: { 200: outputSchema, ...problemAnswers },
      },
    },
    async ({ params: { id } }) => needOutput(await findOutput(pool, id), id),
  );

  app.post(
    '/v1/outputs',
    {
      ...operate,
      schema: {
        operationId: 'addOutput',
        tags,
        summary: 'Gives out a feed of a topic, or of everything',
        description: 'It begins with the newest articles there are. 409 when an output has the name already.',
        body: writtenSchema,
        response: { 201: outputSchema, ...problemAnswers },
      },
    },
    async ({ body: { topic, ...body } }, reply) => {
      const topicId = topic ? (await needTopic(pool, topic)).id : null;
      const token = makeToken(randomBytes(tokenBytes));
      const added = await addOutput(pool, { ...body, topicId }, token, now());
      if (!added) throw new WiredeskError('conflict', `an output has the name ${body.name} already`);
      reply.code(201).header('location', `/v1/outputs/${added.id}`);
      return toView(added);
    },
  );
  addChangeRoutes(app, pool);
}

function addChangeRoutes(app: App, pool: Pool): void {
  app.post(
    '/v1/outputs/:id/token',
    {
      ...operate,
      schema: {
        operationId: 'rotateOutputToken',
        tags,
        summary: 'Gives an output another address; the one before leads nowhere from now on',
        params,
        response: { 200: outputSchema, ...problemAnswers },
      },
    },
    async ({ params: { id } }) =>
      needOutput(await changeToken(pool, id, makeToken(randomBytes(tokenBytes))), id),
  );

  app.delete(
    '/v1/outputs/:id',
    {
      ...operate,
      schema: {
        operationId: 'removeOutput',
        tags,
        summary: 'Ends a feed that is given out',
        params,
        response: { 204: z.undefined().describe('Removed.'), ...problemAnswers },
      },
    },
    async ({ params: { id } }, reply) => {
      if (!(await removeOutput(pool, id))) throw noOutput(id);
      return reply.code(204).send();
    },
  );
}

function needOutput(output: Output | null, id: string): z.output<typeof outputSchema> {
  if (!output) throw noOutput(id);
  return toView(output);
}

function noOutput(id: string): WiredeskError {
  return new WiredeskError('not-found', `there is no output ${id}`);
}

function toView(output: Output): z.output<typeof outputSchema> {
  const [atom, rss, json] = outputFormats.map((format) => `/feeds/${output.token}.${format}`);
  return { ...output, paths: { atom: atom ?? '', rss: rss ?? '', json: json ?? '' } };
}

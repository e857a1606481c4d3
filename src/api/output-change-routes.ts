import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { makeToken, tokenBytes } from '../deliver/output/make-token.ts';
import { WiredeskError } from '../domain/errors.ts';
import { addOutput } from '../pipeline/add-output.ts';
import type { Pool } from '../store/db.ts';
import { changeOutput, changeToken, removeOutput } from '../store/outputs.ts';
import type { App } from './app.ts';
import { needTopic } from './find-topic.ts';
import {
  needOutput,
  noOutput,
  outputPatchSchema,
  outputSchema,
  toView,
  writtenOutputSchema,
} from './output-view.ts';
import { problemAnswers } from './problem.ts';
import { idField } from './query-fields.ts';

const tags = ['outputs'];
const operate = { config: { scope: 'operate' } } as const;
const params = z.strictObject({ id: idField });

/** Adding, changing and ending feeds that are given out. */
export function addOutputChangeRoutes(app: App, pool: Pool, now: () => Date): void {
  app.post(
    '/v1/outputs',
    {
      ...operate,
      schema: {
        operationId: 'addOutput',
        tags,
        summary: 'Gives out a feed of a topic, or of everything',
        description: 'It begins with the newest articles there are. 409 when an output has the name already.',
        body: writtenOutputSchema,
        response: { 201: outputSchema, ...problemAnswers },
      },
    },
    async ({ body: { topic, ...body } }, reply) => {
      const topicId = topic ? (await needTopic(pool, topic)).id : null;
      const token = makeToken(randomBytes(tokenBytes));
      const added = await addOutput(pool, { ...body, topicId }, token, now());
      if (!added) throw nameTaken(body.name);
      reply.code(201).header('location', `/v1/outputs/${added.id}`);
      return toView(added);
    },
  );
  app.patch(
    '/v1/outputs/:id',
    {
      ...operate,
      schema: {
        operationId: 'changeOutput',
        tags,
        summary: 'Changes the title of an output, or what its entries hold',
        description: 'What it is of and which entries it has stay. 409 when an output has the name already.',
        params,
        body: outputPatchSchema,
        response: { 200: outputSchema, ...problemAnswers },
      },
    },
    async ({ params: { id }, body: { name, content } }) => {
      const outcome = await changeOutput(pool, id, { name, content }, now());
      if (outcome === 'name-taken') throw nameTaken(name ?? '');
      return needOutput(outcome, id);
    },
  );

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

function nameTaken(name: string): WiredeskError {
  return new WiredeskError('conflict', `an output has the name ${name} already`);
}

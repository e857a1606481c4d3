import { z } from 'zod';
import type { Pool } from '../store/db.ts';
import { findOutput, listOutputs } from '../store/outputs.ts';
import type { App } from './app.ts';
import { needOutput, outputSchema, toView } from './output-view.ts';
import { problemAnswers } from './problem.ts';
import { idField } from './query-fields.ts';

const tags = ['outputs'];
const operate = { config: { scope: 'operate' } } as const;
const params = z.strictObject({ id: idField });

/** The feeds that are given out, for whoever sets them up. */
export function addOutputRoutes(app: App, pool: Pool): void {
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
}

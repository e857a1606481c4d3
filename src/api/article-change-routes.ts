import { z } from 'zod';
import { WiredeskError } from '../domain/errors.ts';
import { revisionClasses } from '../domain/revision.ts';
import { describeDiff, type RevisionDiff } from '../pipeline/describe-diff.ts';
import { kill, restore } from '../pipeline/kill-articles.ts';
import { findArticleRecord } from '../store/articles.ts';
import type { Pool } from '../store/db.ts';
import type { App } from './app.ts';
import { articleRecordSchema } from './article-schema.ts';
import { problemAnswers } from './problem.ts';
import { idField, revisionField, textField } from './query-fields.ts';

/** A diff by words. */
export const diffPartsSchema = z.array(
  z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() }),
);

/** What changed between two revisions. */
export const diffSchema = z
  .object({
    from: z.int(),
    to: z.int(),
    class: z.enum(revisionClasses),
    changed: z.array(z.string()).describe('Names of the fields that differ.'),
    title: diffPartsSchema,
    bodyText: diffPartsSchema,
  })
  .meta({ id: 'RevisionDiff' }) satisfies z.ZodType<RevisionDiff>;

const articleParams = z.strictObject({ id: idField });
/** Why an article is killed or restored. */
export const reasonBody = z.strictObject({
  reason: textField.describe('For everybody who follows the log.'),
});

/** What changed in an article, and the end of one. */
export function addArticleChangeRoutes(app: App, pool: Pool, now: () => Date): void {
  app.get(
    '/v1/articles/:id/diff',
    {
      config: { scope: 'read' },
      schema: {
        operationId: 'diffArticle',
        tags: ['articles'],
        summary: 'What changed between two revisions, by words',
        params: articleParams,
        querystring: z.strictObject({
          from: revisionField.optional().describe('The older revision; the one before where it is not said.'),
          to: revisionField.optional().describe('The newer revision; the newest where it is not said.'),
        }),
        response: { 200: diffSchema, ...problemAnswers },
      },
    },
    async ({ params: { id }, query: { from = null, to = null } }) => {
      const diff = await describeDiff(pool, id, { from, to });
      if (!diff) throw new WiredeskError('not-found', `there are no such revisions of an article ${id}`);
      return diff;
    },
  );

  app.post(
    '/v1/articles/:id/kill',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'killArticle',
        tags: ['articles'],
        summary: 'Takes an article out of lists and exports; nothing is deleted, and its copies are flagged',
        description: '409 when it is killed already.',
        params: articleParams,
        body: reasonBody,
        response: { 200: articleRecordSchema, ...problemAnswers },
      },
    },
    async ({ params: { id }, body: { reason } }) => {
      const killed = await kill(pool, [{ articleId: id, cause: 'operator', reason }], now());
      const record = await needRecord(pool, id);
      if (killed === 0) throw new WiredeskError('conflict', `article ${id} is killed already`);
      return record;
    },
  );

  app.post(
    '/v1/articles/:id/restore',
    {
      config: { scope: 'operate' },
      schema: {
        operationId: 'restoreArticle',
        tags: ['articles'],
        summary: 'Takes the kill of an article back',
        description: '409 when it is not killed.',
        params: articleParams,
        body: reasonBody,
        response: { 200: articleRecordSchema, ...problemAnswers },
      },
    },
    async ({ params: { id }, body: { reason } }) => {
      const isRestored = await restore(pool, id, reason, now());
      const record = await needRecord(pool, id);
      if (!isRestored) throw new WiredeskError('conflict', `article ${id} is not killed`);
      return record;
    },
  );
}

async function needRecord(pool: Pool, id: string) {
  const record = await findArticleRecord(pool, id);
  if (!record) throw new WiredeskError('not-found', `there is no article ${id}`);
  const { article, ...history } = record;
  return { ...article, ...history };
}

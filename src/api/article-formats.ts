import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ninjsMediaType } from '../deliver/formats/ninjs.ts';
import { ninjsSchema } from '../deliver/formats/ninjs-schema.ts';
import { type ArticleFormat, articleFormats } from '../deliver/formats/write-article.ts';

const mediaTypes: Record<ArticleFormat, string> = {
  wiredesk: 'application/json',
  ninjs: ninjsMediaType,
  jsonld: 'application/ld+json',
};

/** `format` of routes that give articles. */
export const formatField = z
  .enum(articleFormats, `use ${articleFormats.join(', ')}`)
  .optional()
  .describe('As Wiredesk, IPTC ninjs 3.1 or schema.org has articles; else what the header Accept asks for.');

const newsArticleSchema = z.looseObject({ '@type': z.literal('NewsArticle') }).meta({ id: 'NewsArticle' });

/** One answer in each format: an article, or what `wrap` makes of one. */
export function inFormats(own: z.ZodType, wrap: (article: z.ZodType) => z.ZodType = (article) => article) {
  return {
    description: 'In the format that was asked for.',
    content: {
      [mediaTypes.wiredesk]: { schema: own },
      [mediaTypes.ninjs]: { schema: wrap(ninjsSchema) },
      [mediaTypes.jsonld]: { schema: wrap(newsArticleSchema) },
    },
  };
}

/** The format that `format` or the header Accept asks for; sets the answer's media type. */
export function negotiateFormat(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  asked: ArticleFormat | undefined,
): ArticleFormat {
  // Who takes Wiredesk's own JSON, too, gets that.
  const accept = headers.accept?.includes(mediaTypes.wiredesk) ? '' : (headers.accept ?? '');
  const format =
    asked ?? articleFormats.find((one) => one !== 'wiredesk' && accept.includes(mediaTypes[one]));
  reply.header('vary', 'accept').type(mediaTypes[format ?? 'wiredesk']);
  return format ?? 'wiredesk';
}

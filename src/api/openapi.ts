import type { FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import { createJsonSchemaTransformObject, jsonSchemaTransform } from 'fastify-type-provider-zod';

/** How the routes become an OpenAPI 3.1 document. */
export function openapiOptions(version: string): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Wiredesk',
        version,
        description:
          'Normalized, de-duplicated news articles, and the log of what happened to them. Ids and cursors are decimal ' +
          'strings, times are ISO 8601 UTC, errors are problems (RFC 9457) with a stable `code`.',
      },
      tags: [
        { name: 'articles', description: 'What normalization made of the items of feeds.' },
        { name: 'stories', description: 'What several outlets tell, and why it is one story.' },
        { name: 'events', description: 'The log to follow.' },
        { name: 'subscriptions', description: 'Who is told of events, and how that goes.' },
        { name: 'outputs', description: 'Feeds that are given out: for feed readers.' },
        { name: 'feeds', description: 'What is polled.' },
        { name: 'operation', description: 'For whoever runs the service.' },
      ],
      components: {
        securitySchemes: {
          apiKey: {
            type: 'http',
            scheme: 'bearer',
            description:
              'An API key: `authorization: Bearer wd_…`. Without any key in the store none is asked for. ' +
              'A key can have a rate of its own: the headers `ratelimit-*` tell of it, and 429 comes with `retry-after`.',
          },
        },
      },
    },
    // A route says which scope it needs in one place, its config.
    transform: (document) => {
      const { schema, url } = jsonSchemaTransform(document);
      const { scope } = document.route.config ?? {};
      return { url, schema: scope ? { ...schema, security: [{ apiKey: [scope] }] } : schema };
    },
    transformObject: (document) => {
      const described = describeAnswers(document);
      const schemas = ('components' in described && described.components?.schemas) || {};
      for (const name of Object.keys(schemas)) if (name.endsWith('Input')) delete schemas[name];
      return described;
    },
  };
}

/** Every schema with a name is one of answers: its form as an input is left out, and so is the vow to add no field. */
const describeAnswers = createJsonSchemaTransformObject({
  zodToJsonConfig: {
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  },
});

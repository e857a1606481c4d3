import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

interface MediaType {
  schema: { type?: string };
}

interface Operation {
  operationId: string;
  responses: Record<string, { content?: Record<string, MediaType> }>;
}

/** An operation of docs/openapi.json. */
export interface DescribedOperation {
  id: string;
  method: string;
  path: string;
  responses: Operation['responses'];
}

const document: {
  paths: Record<string, Record<string, Operation>>;
  components: object;
} = JSON.parse(readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'));

/** Every operation that the document describes. */
export const describedOperations: DescribedOperation[] = Object.entries(document.paths).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, responses }]) => ({
      id: operationId,
      method: method.toUpperCase(),
      path,
      responses,
    })),
);

// Formats are words for readers; the patterns beside them are what holds.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: 'api', components: document.components });

const validators = new Map<MediaType, ValidateFunction>();

/** What is wrong with an answer by the document; nothing is where it holds. */
export function faultsOfAnswer(
  { responses }: DescribedOperation,
  { status, type, text }: { status: number; type: string; text: string },
): string[] {
  const described = responses[status];
  if (!described) return [`status ${status} is not described: ${text.slice(0, 300)}`];
  if (!described.content) return text === '' ? [] : [`a body where none is described: ${text.slice(0, 300)}`];
  const media = described.content[type];
  if (!media) return [`media type ${type} is not described`];
  if (media.schema.type === 'string') return text === '' ? ['an empty body'] : [];
  const validate = validators.get(media) ?? ajv.compile(withDocument(media.schema));
  validators.set(media, validate);
  if (validate(JSON.parse(text))) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** References of the document, as ajv finds them. */
function withDocument(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"api#/components/'));
}

import type { FastifySchemaCompiler } from 'fastify';
import { z } from 'zod';
import { describeIssues, dotted, type Issue } from '../config/faults.ts';
import { WiredeskError } from '../domain/errors.ts';
import type { InputFault } from './problem.ts';

const maxFaults = 50;
const places: Record<string, InputFault['in']> = { params: 'path', querystring: 'query', headers: 'headers' };

/** `invalid-input` with every fault on its own. */
export class InvalidInput extends WiredeskError {
  readonly faults: InputFault[];

  constructor(faults: InputFault[]) {
    super('invalid-input', faults.map(({ message }) => message).join('; '));
    this.faults = faults;
  }
}

/** Checks the parts of a request by their zod schemas. */
export const validateRequest: FastifySchemaCompiler<z.ZodType> =
  ({ schema, httpPart = 'body' }) =>
  (input) => {
    const checked = schema.safeParse(input);
    if (checked.success) return { value: checked.data };
    return { error: describeInvalidInput(schema, checked.error.issues, input, places[httpPart] ?? 'body') };
  };

/** Checks `input` as if it were a request's body. @throws InvalidInput */
export function parseBody<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const checked = schema.safeParse(input);
  if (checked.success) return checked.data;
  throw describeInvalidInput(schema, checked.error.issues, input, 'body');
}

/** Values of a body's `headers` are never shown: they may be secrets. */
function describeInvalidInput(
  schema: z.ZodType,
  issues: readonly Issue[],
  input: unknown,
  place: InputFault['in'],
): InvalidInput {
  const names = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const findings = describeIssues(issues, input, {
    nameOf: (path) => dotted(path) || `the ${place}`,
    namesAt: () => names,
    hides: (path) => place === 'body' && path[0] === 'headers',
  });
  const faults = findings.map(({ path, message }) => ({ in: place, place: dotted(path), message }));
  return new InvalidInput(faults.slice(0, maxFaults));
}

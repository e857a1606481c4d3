import { z } from 'zod';
import { dotted } from './faults.ts';

/** Every key that a schema of rules names, dotted, with `path` in front; list items and free keys add no step. */
export function ruleNames(schema: z.ZodType, path: string[]): string[] {
  return keyNames(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), path);
}

function keyNames(schema: z.core.JSONSchema._JSONSchema | undefined, path: string[]): string[] {
  if (typeof schema !== 'object') return [];
  const { properties = {}, items, additionalProperties, anyOf = [] } = schema;
  const named = Object.entries(properties).flatMap(([name, value]) => [
    dotted([...path, name]),
    ...keyNames(value, [...path, name]),
  ]);
  const nested = [additionalProperties, ...(Array.isArray(items) ? items : [items]), ...anyOf];
  return [...named, ...nested.flatMap((value) => keyNames(value, path))];
}

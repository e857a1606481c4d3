import { dotted } from '../config/faults.ts';
import { storableText } from '../store/storable.ts';
import { InvalidInput } from './invalid-input.ts';

const maxDepth = 20;

/**
 * Refuses a body that the store could not hold as it is: texts with NUL characters or halves of surrogate pairs, and
 * nesting deeper than its JSON functions follow. @throws InvalidInput
 */
export function assertStorableBody(value: unknown, path: readonly string[] = []): void {
  if (path.length > maxDepth) throw refusal(path.slice(0, 1), `is nested deeper than ${maxDepth} levels`);
  if (typeof value === 'string' && storableText(value) !== value) {
    throw refusal(path, 'holds a NUL character or half of a surrogate pair; use a text without');
  }
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    assertStorableBody(name, path);
    assertStorableBody(inner, [...path, name]);
  }
}

function refusal(path: readonly string[], fault: string): InvalidInput {
  const place = dotted(path);
  return new InvalidInput([{ in: 'body', place, message: `${place || 'the body'} ${fault}` }]);
}

/** An object of JSON-LD, as it stands there; what its members are is still to be found out. */
export type LinkedObject = Readonly<Record<string, unknown>>;

const maxScriptChars = 500_000;
const maxObjects = 5_000;
const maxDepth = 30;

export interface LinkedData {
  /** In document order, those inside of others after them. */
  objects: readonly LinkedObject[];
  /** What is said of an `@id`, in all places together. */
  byId: ReadonlyMap<string, LinkedObject>;
}

/** Reads the JSON-LD scripts of a page: graphs, arrays, objects in objects. Broken JSON is mended where that is safe. */
export function readLinkedData(scripts: readonly string[]): LinkedData {
  const objects: LinkedObject[] = [];
  for (const script of scripts) collect(parseLoosely(script.slice(0, maxScriptChars)), objects, 0);
  const byId = new Map<string, LinkedObject>();
  for (const object of objects) {
    const id = object['@id'];
    if (typeof id === 'string') byId.set(id, { ...byId.get(id), ...object });
  }
  return { objects, byId };
}

/** The object itself, or what is said elsewhere of the `@id` it consists of. */
export function resolve(value: unknown, { byId }: LinkedData): unknown {
  if (!isObject(value)) return typeof value === 'string' ? (byId.get(value) ?? value) : value;
  const id = value['@id'];
  return typeof id === 'string' ? { ...byId.get(id), ...value } : value;
}

/** Whether an object has a type like this, with or without the vocabulary's address before it. */
export function hasType(object: LinkedObject, pattern: RegExp): boolean {
  return listOf(object['@type']).some(
    (type) => typeof type === 'string' && pattern.test(type.replace(/^.*[/:#]/, '')),
  );
}

/** A member that may hold one value, several or none. */
export function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flat(2);
  return value === undefined || value === null ? [] : [value];
}

export function isObject(value: unknown): value is LinkedObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function collect(value: unknown, objects: LinkedObject[], depth: number): void {
  if (depth > maxDepth || objects.length >= maxObjects) return;
  if (isObject(value)) objects.push(value);
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) collect(inner, objects, depth + 1);
}

/** Line breaks inside of strings, comments around and commas too many are what breaks most of it. */
function parseLoosely(script: string): unknown {
  const json = script
    .trim()
    .replace(/^(?:\/\/)?(?:<!\[CDATA\[|<!--)/, '')
    .replace(/(?:\/\/)?(?:\]\]>|-->|;)$/, '');
  return (
    parse(json) ?? parse(withoutControls(json)) ?? parse(withoutControls(json).replace(/,( ?[\]}])/g, '$1'))
  );
}

function withoutControls(json: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what JSON does not allow in strings
  return json.replace(/[\u0000-\u001f]+/g, ' ').replace(/ {2,}/g, ' ');
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

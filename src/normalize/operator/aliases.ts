import { comparisonKey } from '../tidy-text.ts';

/** Names as operators write them, each with the name to give instead; null: none. */
export type AliasMap = Readonly<Record<string, string | null>>;

/** The names that lead back to where they started; null where none do. A name that stands for itself is only written otherwise. */
export function aliasLoop(map: AliasMap): string[] | null {
  const targets = new Map(Object.entries(map).map(([name, target]) => [comparisonKey(name), target]));
  const settled = new Set<string>();
  for (const name of Object.keys(map)) {
    const path = new Map<string, string>();
    let current: string | null | undefined = name;
    while (typeof current === 'string' && !settled.has(comparisonKey(current))) {
      const key = comparisonKey(current);
      if (path.has(key)) return [...path.values(), current];
      path.set(key, current);
      const target = targets.get(key);
      current = typeof target === 'string' && comparisonKey(target) === key ? null : target;
    }
    for (const key of path.keys()) settled.add(key);
  }
  return null;
}

import type { NormalizeRules } from './rules.ts';

/** Without any capital an agency ("jane doe, associated press") or given names ("by jane doe") show that it is no sentence. */
export function withCapitals(printed: string, rules: NormalizeRules): string {
  const text = printed.replace(/^By (?=\p{Ll})/u, 'by ');
  if (text !== text.toLowerCase() || text === text.toUpperCase()) return printed;
  const after = text
    .slice(text.lastIndexOf(',') + 1)
    .trim()
    .replace(/^the /, '');
  if (!rules.agencies.has(after) && !areLedNames(text, rules)) return printed;
  return text.replace(/(?<=^|[\s,.])\p{Ll}(?=[\p{L}.])/gu, (letter, at: number) =>
    /^(?:by|and|the|of) /.test(text.slice(at)) ? letter : letter.toUpperCase(),
  );
}

function areLedNames(text: string, { givenNames }: NormalizeRules): boolean {
  const names = /^by (.{3,200})$/.exec(text)?.[1]?.split(/\s*[,&]\s*|\s+and\s+/) ?? [];
  const isName = ([first = '', ...others]: string[]): boolean =>
    givenNames.has(first) && others.length > 0 && others.length <= 2;
  return names.length > 0 && names.every((name) => isName(name.split(' ')));
}

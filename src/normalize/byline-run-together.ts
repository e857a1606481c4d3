import type { Token } from './byline-tokens.ts';
import type { NormalizeRules } from './rules.ts';

const lead = /^(By|BY|Von|Par|Por|Av|Af|Door)(\p{Lu}.*)$/u;
const seam = /(?<=\p{Ll})(?=\p{Lu}\p{Ll})/gu;
const joinedPrefix =
  /^(?:Mac|Fitz|Mc|Van|Von|Den|Des|Del|Della|Vander|San|Saint|Ter|Ten|The|Las|Los|Dos|Bin|Abu|Pro)$/i;
const minSurnameChars = 3;
const maxWordChars = 80;

/** Parts words that have lost what stood between two elements: "Jane DoeJohn Roe", "Jane DoeStaff Writer". */
export function partRunTogether(tokens: readonly Token[], rules: NormalizeRules): Token[] {
  return tokens.flatMap((token, index) => {
    const [previous, next] = [tokens[index - 1], tokens[index + 1]];
    if (token.kind !== 'word' || token.text.length > maxWordChars) return [token];
    if (next?.kind !== 'word' || !/^(?:\p{Lu}|by$)/u.test(next.text)) return [token];
    if (previous === undefined) return halves(lead.exec(token.text)?.slice(1, 3), token);
    if (previous.kind !== 'word') return [token];
    return halves(partsOf(token.text, previous.text, next.text, rules), token);
  });
}

function halves(parts: readonly string[] | null | undefined, token: Token): Token[] {
  const [before, after] = parts ?? [];
  if (before === undefined || after === undefined) return [token];
  return [
    { kind: 'word', text: before },
    { kind: 'mark', text: '~' },
    { kind: 'word', text: after },
  ];
}

/** A given name or a job shows the seam. Behind a given name that is known, "SubbaRao" can be a name of its own. */
function partsOf(word: string, previous: string, next: string, rules: NormalizeRules): string[] | null {
  const seams = [...word.matchAll(seam)].map(({ index }) => index).filter((at) => isSeam(word, at));
  const shown = seams.find((at) => opensOther(word.slice(at), rules));
  const at = shown ?? (next === 'by' || !rules.givenNames.has(previous.toLowerCase()) ? seams[0] : undefined);
  return at === undefined ? null : [word.slice(0, at), word.slice(at)];
}

/** "MacDoe" and "DeDoe" have lost nothing. */
function isSeam(word: string, at: number): boolean {
  const before = word.slice(0, at);
  return before.length >= minSurnameChars && !joinedPrefix.test(before);
}

function opensOther(rest: string, { givenNames, byline }: NormalizeRules): boolean {
  const first = (/^\p{Lu}\p{Ll}+/u.exec(rest)?.[0] ?? '').toLowerCase();
  return givenNames.has(first) || byline.roles.has(first) || byline.qualifiers.has(first);
}

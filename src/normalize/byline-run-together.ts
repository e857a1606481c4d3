import type { Token } from './byline-tokens.ts';
import { isShout } from './name-case.ts';
import type { NormalizeRules } from './rules.ts';

const lead = /^(By|BY|Von|Par|Por|Av|Af|Door)(\p{Lu}.*)$/u;
const seam = /(?<=\p{Ll})(?=\p{Lu}[\p{Ll}.])/gu;
const joinedPrefix =
  /^(?:Mac|Fitz|Mc|Van|Von|Den|Des|Del|Della|Vander|San|Saint|Ter|Ten|The|Las|Los|Dos|Dela|Bin|Abu|Abd|Abdul|Abdel|Pro|Santa|Sant|De|Di|La|Le|Du|Da|Do|El|Al|Jo|St|Ap)$/i;
const minSurnameChars = 3;
const minShortSurnameChars = 2;
/** A shorter given name ends too many surnames, in characters. */
const minShownChars = 5;
const maxWordChars = 80;

/** Parts words that have lost what stood between two elements: "Jane DoeJohn Roe", "Jane DoeStaff Writer". */
export function partRunTogether(tokens: readonly Token[], rules: NormalizeRules): Token[] {
  return tokens.flatMap((token, index) => {
    const [previous, next] = [tokens[index - 1], tokens[index + 1]];
    if (token.kind !== 'word' || token.text.length > maxWordChars) return [token];
    if (next?.kind !== 'word' || !opensName(next.text, rules)) return [token];
    if (previous === undefined) return halves(lead.exec(token.text)?.slice(1, 3), token);
    if (previous.kind !== 'word') return [token];
    return halves(
      partsOf(token.text, next.text, rules) ?? shoutedParts(token.text, previous.text, next.text, rules),
      token,
    );
  });
}

function opensName(word: string, { byline }: NormalizeRules): boolean {
  return /^(?:\p{Lu}|\d|by$)/u.test(word) || byline.particles.has(word);
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

/** A given name or a job shows the seam, else the first change of case is taken for it. */
function partsOf(word: string, next: string, rules: NormalizeRules): string[] | null {
  const seams = [...word.matchAll(seam)].map(({ index }) => index).filter((at) => isSeam(word, at));
  const shown = seams.find((at) => opensOther(word.slice(at), rules));
  const isShownAlone = rules.byline.particles.has(next) || /^\d/.test(next);
  const first = isShownAlone ? undefined : seams.find((at) => at >= minSurnameChars);
  const at = shown ?? first;
  return at === undefined ? null : [word.slice(0, at), word.slice(at)];
}

/**
 * "JANE DOEJOHN ROE": in capitals nothing but a given name can show the seam. It must be long and stand between words of names,
 * the first of them a given name, too: "JANE SULLIVAN" is one person.
 */
function shoutedParts(word: string, previous: string, next: string, rules: NormalizeRules): string[] | null {
  const { givenNames, byline } = rules;
  const [lower, after] = [word.toLowerCase(), next.toLowerCase()];
  const isName = (text: string): boolean => givenNames.has(text);
  const isElse = [byline.joiners, byline.places, byline.employers, byline.roles, byline.qualifiers].some(
    (words) => words.has(next) || words.has(after),
  );
  if (!isShout([word, next]) || isElse || isName(lower) || !isName(previous.toLowerCase())) return null;
  for (let at = minSurnameChars; at <= lower.length - minShownChars; at += 1) {
    if (isName(lower.slice(at)) && !joinedPrefix.test(lower.slice(0, at)))
      return [word.slice(0, at), word.slice(at)];
  }
  return null;
}

/** "MacDoe" and "DeDoe" have lost nothing. */
function isSeam(word: string, at: number): boolean {
  const before = word.slice(0, at);
  return before.length >= minShortSurnameChars && !joinedPrefix.test(before);
}

function opensOther(rest: string, { givenNames, byline }: NormalizeRules): boolean {
  const first = (/^\p{Lu}\p{Ll}+/u.exec(rest)?.[0] ?? '').toLowerCase();
  const isDate = first.length >= minSurnameChars && byline.notes.has(first);
  return isDate || givenNames.has(first) || byline.roles.has(first) || byline.qualifiers.has(first);
}

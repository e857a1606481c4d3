import { distance } from 'fastest-levenshtein';
import type { ArticleContent } from '../domain/article.ts';
import type { DiffPart, RevisionClass } from '../domain/revision.ts';
import { termsOf } from '../domain/terms.ts';
import { diffWords } from './diff-words.ts';

type Text = Pick<ArticleContent, 'title' | 'bodyText'>;

/** How outlets say that they corrected something, at the beginning of a line. */
const correctionNote = new RegExp(
  `^[\\s(\\[*_–—-]{0,8}(?:${[
    "correction|corrected|clarification|editor['’]s note|an earlier version|a previous version|this (?:article|story) (?:has been|was) (?:corrected|amended|updated to correct)",
    'korrektur|berichtigung|anm(?:erkung|\\.) der redaktion|in einer früheren (?:version|fassung)',
    'rectificatif|correction|erratum|une version précédente|corrección|fe de erratas|una versión anterior',
    'errata corrige|correzione|correção|uma versão anterior|correctie|rättelse|rettelse',
    'исправление|уточнение|تصحيح|更正|编者按|編者按|訂正|【訂正】',
  ].join('|')})`,
  'imu',
);

const fewTypos = 5;
const typoLetters = 2;
/** The most letters of one word that may differ, by its share. */
const typoShare = 0.4;
const rewrittenShare = 0.5;
const updateTerms = 12;

/** What a change of headline and text is, by what was taken away and what came. */
export function classifyRevision(before: Text, after: Text): RevisionClass {
  if (before.title === after.title && before.bodyText === after.bodyText) return 'details';
  const parts = diffWords(asText(before), asText(after));
  if (hasNote(after) && !hasNote(before)) return 'correction';
  const [same, added, removed] = [
    countTerms(parts, 'same'),
    countTerms(parts, 'added'),
    countTerms(parts, 'removed'),
  ];
  if (added + removed === 0 || isTypo(parts)) return 'typo';
  if (same < (same + Math.max(added, removed)) * (1 - rewrittenShare) && removed > added / 4)
    return 'rewrite';
  return added >= updateTerms && removed <= added / 4 ? 'update' : 'substance';
}

function asText({ title, bodyText }: Text): string {
  return `${title ?? ''}\n\n${bodyText}`;
}

function hasNote({ title, bodyText }: Text): boolean {
  return correctionNote.test(title ?? '') || correctionNote.test(bodyText);
}

function countTerms(parts: DiffPart[], kind: DiffPart['kind']): number {
  return parts.reduce((sum, part) => (part.kind === kind ? sum + termsOf(part.text).length : sum), 0);
}

/** A few words of which some letters are others, and no number. */
function isTypo(parts: DiffPart[]): boolean {
  const changes = parts.flatMap((part, index) => {
    const next = parts[index + 1];
    if (part.kind === 'removed' && next?.kind === 'added') return [[part.text, next.text]];
    const isPaired = part.kind === 'added' && parts[index - 1]?.kind === 'removed';
    return part.kind === 'same' || isPaired ? [] : [[part.text, '']];
  });
  return (
    changes.length <= fewTypos &&
    changes.every(([one = '', other = '']) => isTypoOf(one.trim(), other.trim()))
  );
}

function isTypoOf(one: string, other: string): boolean {
  if (/\p{Nd}/u.test(one + other)) return false;
  const letters = Math.max(one.length, other.length);
  return letters <= 60 && distance(one, other) <= Math.min(typoLetters, Math.ceil(letters * typoShare));
}

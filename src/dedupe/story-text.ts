/** Longer texts are compared by their beginning. */
const maxChars = 120_000;
/** A line of credits is short; how many there are at either end has a bound, so that a list is not eaten up. */
const maxCreditChars = 200;
const maxCreditLines = 6;

/** Soft hyphens, joiners and other marks that nobody sees: typography, no text. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** How lines begin that say who wrote, edited, owns or brought a text, in the languages of most wires. */
const creditOpeners = new RegExp(
  `^[\\s(\\[*_~–—-]{0,8}(?:${[
    '©|\\(c\\)\\s|copyright\\b|all rights reserved|alle rechte|tous droits|todos los derechos|tutti i diritti|todos os direitos',
    'by\\s\\p{Lu}|von\\s\\p{Lu}|par\\s\\p{Lu}|por\\s\\p{Lu}|di\\s\\p{Lu}|door\\s\\p{Lu}|av\\s\\p{Lu}|af\\s\\p{Lu}',
    'reporting by|additional reporting|writing by|editing by|edited by|compiled by|with reporting|with files from|with agenc',
    'source:|quelle:|fuente:|fonte:|источник|автор:|текст:|المصدر|بقلم|كتب[:\\s]|حقوق|جميع الحقوق|все права',
    '作者|记者|記者|来源|來源|编辑|編輯|责任编辑|版权|版權|執筆|文=|文＝|取材|編集|無断転載|著作権',
    'this (?:article|story|report) (?:was|is|first|originally)|first published|originally published|published by arrangement',
    'read more|follow us|sign up|subscribe|click here|related:|see also|more on this',
  ].join('|')})`,
  'iu',
);
/** A line that is nothing but an agency or an outlet: "– dpa", "(AFP)", "Reuters". */
const bareName = /^[\s([–—/-]{0,6}[\p{L}\p{M}.&/\s-]{2,30}[)\]\s.]{0,4}$/u;
const sentenceEnd = /[.!?。！？؟…:]["”’»)]?$/u;

/** "HARBOURTOWN, March 3 (Wire) – ", "Hafenstadt (dpa) - ", "（通讯社）": where a report was filed, before its first word. */
const dateline =
  /^(?:[\p{Lu}\p{Lo}][^\n.!?。()（）]{0,60})?[(（][^()（）\n]{2,40}[)）]\s{0,3}[–—―:-]{1,3}\s{0,3}|^\p{Lu}[\p{Lu}\s,.'’-]{2,40}(?:,\s[\p{L}\d.\s]{3,20})?\s[–—-]{1,2}\s/u;

/** The text without lines of credits at its two ends, without a dateline and without marks that nobody sees. */
export function withoutCredits(bodyText: string): string {
  const lines = bodyText
    .slice(0, maxChars)
    .replace(invisible, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  let first = 0;
  while (first < Math.min(maxCreditLines, lines.length - 1) && isCredit(lines[first] ?? '')) first += 1;
  let end = lines.length;
  const earliestEnd = Math.max(first + 1, end - maxCreditLines);
  while (end > earliestEnd && isCreditAtEnd(lines[end - 1] ?? '')) end -= 1;
  const kept = lines.slice(first, end);
  return [kept[0]?.replace(dateline, '') ?? '', ...kept.slice(1)].join('\n');
}

function isCredit(line: string): boolean {
  return line.length <= maxCreditChars && creditOpeners.test(line);
}

function isCreditAtEnd(line: string): boolean {
  return isCredit(line) || (bareName.test(line) && !sentenceEnd.test(line.replace(/[)\]\s.]{0,4}$/, '')));
}

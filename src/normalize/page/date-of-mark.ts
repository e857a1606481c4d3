import { parseDate } from '../../domain/dates/parse-date.ts';
import { type DayOrder, dateInText } from './date-in-text.ts';
import { labelBefore, type MarkedElement, textOfMark } from './marked-elements.ts';

const updateWords =
  /\b(?:updated?|modified|edited|revised|aktualisiert|mis à jour|actualizado|aggiornato|bijgewerkt|uppdaterad|atualizado)\b/i;
const publishWords =
  /\b(?:published|posted|first appeared|veröffentlicht|erschienen|publié|publicado|pubblicato|gepubliceerd|publicerad|publisert|opublikowano)(?: on| am| le| el| il| op)?\b/i;
const maxDateTextChars = 120;

/** The time that a marked element gives; null where that is the time of an update. */
export function timeOfMark(marked: MarkedElement, order: DayOrder | null): string | null {
  const text = shortText(marked);
  const updated = marked.mark === 'itemprop' ? null : updateWords.exec(text);
  if (updated) return dateInText(text.slice(0, updated.index), order);
  return updateWords.test(labelBefore(marked.element)) ? null : ownTime(marked, order);
}

/** "Published on March 5, 2026", in the element or with the words in a label before it. */
export function statedTime(marked: MarkedElement, order: DayOrder | null): string | null {
  return timeBehind(publishWords, marked, order);
}

/** "Updated: March 6, 2026". */
export function updatedTimeOfMark(marked: MarkedElement, order: DayOrder | null): string | null {
  return timeBehind(updateWords, marked, order);
}

function timeBehind(words: RegExp, marked: MarkedElement, order: DayOrder | null): string | null {
  const text = shortText(marked);
  const found = words.exec(text);
  if (found) return dateInText(text.slice(found.index), order);
  return words.test(labelBefore(marked.element)) ? ownTime(marked, order) : null;
}

function ownTime(marked: MarkedElement, order: DayOrder | null): string | null {
  const { datetime, content } = marked.element.attribs;
  return readTime(datetime) ?? readTime(content) ?? dateInText(shortText(marked), order);
}

/** The time in an attribute or a field of data. */
export function readTime(value: unknown): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  return parseDate(value) ?? dateInText(value, null);
}

function shortText(marked: MarkedElement): string {
  return textOfMark(marked).slice(0, maxDateTextChars);
}

import { integerBetween, type Random, randomFor } from '../../demo/random.ts';
import { type Language, languages } from './languages.ts';

/** An invented report. */
export interface Report {
  language: Language;
  title: string;
  paragraphs: string[];
}

/** Every other report is English, the others are in turn of the other languages. */
export function reportNumber(seed: number, number: number): Report {
  const language = languages[number % 2 === 0 ? 0 : 1 + (((number - 1) / 2) % (languages.length - 1))];
  if (!language) throw new Error(`there is no language for report ${number}`);
  const random = randomFor('report', seed, number);
  const subject = integerBetween(random, 0, language.nouns.length - 1);
  return {
    language,
    title: sentence(random, language, subject)
      .replace(/[.。]$/u, '')
      .trim(),
    paragraphs: Array.from({ length: lengthOf(random, number) }, () => paragraph(random, language, subject)),
  };
}

/** Most reports of wires have 200 to 500 words; every fifth here is as long as a feature. */
function lengthOf(random: Random, number: number): number {
  return number % 5 === 4 ? integerBetween(random, 20, 48) : integerBetween(random, 7, 14);
}

/** Two to four sentences; every eighth is one that many reports have. */
export function paragraph(random: Random, language: Language, subject: number): string {
  const sentences = Array.from({ length: integerBetween(random, 2, 4) }, () =>
    random() < 0.125 ? tidy(pick(random, language.stock)) : sentence(random, language, subject),
  );
  return sentences.join(language.space);
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[integerBetween(random, 0, list.length - 1)] as T;
}

function sentence(random: Random, language: Language, subject: number): string {
  const frame = pick(random, language.frames);
  return tidy(frame.replace(/\{(.)\}/gu, (_, place: string) => wordFor(place, random, language, subject)));
}

function wordFor(place: string, random: Random, language: Language, subject: number): string {
  switch (place) {
    case 'N':
      return pick(random, language.nouns[subject] ?? []);
    case 'V':
      return pick(random, language.verbs);
    case 'A':
      return pick(random, language.adjectives);
    case 'P':
      return pick(random, language.places);
    case 'H':
      return pick(random, language.names);
    default:
      return String(integerBetween(random, 2, 980));
  }
}

/** Frames have a space around every word; in scripts without spaces none is left. */
function tidy(text: string): string {
  return text
    .replace(/ ([.,;»“])/g, '$1')
    .replace(/([«„]) /g, '$1')
    .replace(/" (.{1,200}?) "/g, '"$1"')
    .replace(/(?<=[\p{Script=Han}\p{Script=Hiragana}]) (?=\p{Lo})/gu, '');
}

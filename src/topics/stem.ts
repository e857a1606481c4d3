import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as turkish } from '@orama/stemmers/turkish';

const stemmers = {
  da: danish,
  de: german,
  en: english,
  es: spanish,
  fi: finnish,
  fr: french,
  hu: hungarian,
  it: italian,
  nl: dutch,
  no: norwegian,
  pt: portuguese,
  ro: romanian,
  ru: russian,
  sv: swedish,
  tr: turkish,
};

/** Languages whose words can be stemmed (Snowball), BCP 47. */
export type StemmingLanguage = keyof typeof stemmers;
export const stemmingLanguages = Object.keys(stemmers) as StemmingLanguage[];

/** The language with this name; null where none is named, or one whose words cannot be stemmed. */
export function stemmingOf(name: string | null): StemmingLanguage | null {
  return stemmingLanguages.find((language) => language === name) ?? null;
}

/** Words of a newsroom repeat; beyond this many the oldest half is forgotten. */
const maxKnown = 50_000;
const known = new Map<string, string>();

/** The stem of a term; stemming comes after folding, so what a text and a query write without accents stays alike. */
export function stem(term: string, language: StemmingLanguage): string {
  const key = `${language}${term}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  if (known.size >= maxKnown) forgetOldest();
  const made = stemmers[language](term) || term;
  known.set(key, made);
  return made;
}

function forgetOldest(): void {
  for (const key of known.keys()) {
    if (known.size <= maxKnown / 2) return;
    known.delete(key);
  }
}

import type { NormalizeRules } from './rules.ts';

/** No license is written without one of these. */
const maybeLicense =
  /licen|lizenz|lisens|licenc|cc|creative|odbl|gfdl|etalab|public|domain|dl-de|gemeinfrei|ogl/i;
const commonsUrl = /(?:https?:\/\/)?(?:www\.)?creativecommons\.org\/[\w./-]{1,100}/i;
const commonsName = /\bCC(?:0| ?-? ?BY(?:[ -](?:NC|ND|SA)){0,3})(?: ?v?\d\.\d)?/i;
const commonsWords =
  /creative commons(?:[ ,/–-]{1,3}(?:attribution|non-?commercial|no-?deriv(?:ative|ative work|)s?|share-?alike|zero|namensnennung|nicht-?kommerziell|weitergabe unter gleichen bedingungen|keine bearbeitungen?|paternité|reconocimiento|atribución|licen[sc]e|international|generic|unported)){0,8}(?:[ ,]{1,2}(?:v|version )?\d\.\d)?/i;
const elements: readonly (readonly [RegExp, string])[] = [
  [/attribution|namensnennung|paternité|reconocimiento|atribución/i, 'BY'],
  [/non-?commercial|nicht-?kommerziell/i, 'NC'],
  [/no-?deriv|keine bearbeitung/i, 'ND'],
  [/share-?alike|weitergabe/i, 'SA'],
];

/** A license that a notice names: its address, or its usual short name with the version ("CC BY-SA 4.0", "ODbL 1.0"). */
export function licenseIn(text: string, rules: NormalizeRules): string | null {
  if (!maybeLicense.test(text)) return null;
  const url = commonsUrl.exec(text)?.[0];
  if (url !== undefined) return url.replace(/\.$/, '');
  const name = commonsName.exec(text)?.[0];
  if (name !== undefined) return name;
  const words = commonsWords.exec(text)?.[0];
  if (words !== undefined) return shortName(words);
  return otherLicense(text, rules);
}

function shortName(words: string): string {
  const parts = elements.filter(([pattern]) => pattern.test(words)).map(([, short]) => short);
  const version = /\d\.\d/.exec(words)?.[0];
  if (parts.length === 0) return /zero/i.test(words) ? 'CC0' : 'Creative Commons';
  return ['CC', parts.join('-'), version].filter((part) => part !== undefined).join(' ');
}

function otherLicense(text: string, rules: NormalizeRules): string | null {
  const lower = text.toLowerCase();
  for (const [name, phrases] of rules.copyright.licenses) {
    for (const phrase of phrases) {
      const at = lower.indexOf(phrase);
      if (at === -1) continue;
      const version = /^[^.;]{0,30}?\b(?:v|version )?(\d(?:\.\d)?)\b/.exec(
        lower.slice(at + phrase.length),
      )?.[1];
      return version === undefined ? name : `${name} ${version}`;
    }
  }
  return null;
}

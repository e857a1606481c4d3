/** Languages whose months are known by name; English comes first, for it wins where two disagree. */
const languages =
  `en de fr es it pt nl sv da nb fi et lv lt pl cs sk sl hu ro bg ru uk sr tr az el id ms vi ca gl eu ga cy is
 sq ar he fa ur hi bn ta te th ja ko zh`.split(/\s+/);

const english = 'january february march april may june july august september october november december'.split(
  ' ',
);
const spelledOtherwise: [string, number][] = [
  ['sept', 9],
  ['mrz', 3],
  ['janv', 1],
  ['juill', 7],
  ['set', 9],
  ['agosto', 8],
];

/** A month by its English name or abbreviation, 1–12; 0 for any other word. In lower case. */
export function englishMonth(word: string): number {
  if (word.length < 3) return 0;
  const shortened = word === 'sept' ? 'sep' : word;
  return english.findIndex((name) => name === word || name.slice(0, 3) === shortened) + 1;
}

/** A month by its name in one of many languages, as spoken or as printed with a day, 1–12; 0 for any other word. */
export function monthByName(word: string): number {
  const month = englishMonth(word);
  if (month !== 0 || /^[a-z]{1,2}$/.test(word)) return month;
  localized ??= collectNames();
  return localized.get(foldName(word)) ?? 0;
}

let localized: ReadonlyMap<string, number> | null = null;

/** Names of the Unicode locale data, made at the first date that is not English: it takes some 50 ms. */
function collectNames(): ReadonlyMap<string, number> {
  const names = new Map<string, number>(spelledOtherwise);
  for (const language of languages) {
    for (const style of ['long', 'short'] as const) addNames(names, language, style);
  }
  return names;
}

function addNames(names: Map<string, number>, language: string, style: 'long' | 'short'): void {
  const calendar = `${language}-u-ca-gregory-nu-latn`;
  const alone = new Intl.DateTimeFormat(calendar, { month: style, timeZone: 'UTC' });
  const withDay = new Intl.DateTimeFormat(calendar, { day: 'numeric', month: style, timeZone: 'UTC' });
  for (let month = 1; month <= 12; month += 1) {
    const date = new Date(Date.UTC(2024, month - 1, 15));
    for (const format of [alone, withDay]) {
      const part = format.formatToParts(date).find(({ type }) => type === 'month');
      const name = foldName(part?.value ?? '');
      // Numbers (Chinese, Vietnamese) are no names; what two languages use for two months is none either.
      if (name.length < 2 || /\d/.test(name)) continue;
      if (!names.has(name)) names.set(name, month);
      else if (names.get(name) !== month && englishMonth(name) === 0) names.set(name, 0);
    }
  }
}

/** Without case, accents and the full stop of an abbreviation. */
function foldName(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}.\u200e\u200f]/gu, '');
}

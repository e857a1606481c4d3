import { parseNames } from './byline-names.ts';
import { type Origin, originIn } from './dateline-parts.ts';
import { organizationIn } from './organization.ts';
import type { NormalizeRules } from './rules.ts';

export interface DatelineText extends Origin {
  agency: string | null;
  /** Who is named in it. */
  names: string[];
  /** How many characters of the line it takes, with the dash and the space behind it. */
  length: number;
}

/** No dateline is longer, in characters. */
const maxDatelineChars = 140;

/** "PLACE, date (AGENCY) –", "PLACE, date. /AGENCY/." */
const withAgency =
  /^([^()/\n]{2,90}?(?:\/[^()/\n]{2,40})?),?\s?(?:\(([^()]{2,50})\)|\/([^/]{2,30})\/)\s?(?:\.?\s?[-–—=:]{1,2}\s?|\.\s)?/u;
/** "(AGENCY) - PLACE, date -" */
const agencyFirst = /^\(([^()]{2,40})\)\s?[-–—]\s?([^()\n–—]{2,60}?)\s?[-–—]\s/u;
/** "PLACE, date —" */
const withDash = /^([^()\n–—]{2,60}?)(?:\s?—\s?|\s–\s|\s--\s|\s-\s|\s‒\s|\s―\s)/u;
/** "【北京】", "(서울=연합뉴스)", "［ワシントン ３日 ロイター］ -" */
const inBrackets = /^[【［[（(〔]([^【】［］[\]（）()〔〕]{2,50})[】］\]）)〕]\s?(?:[-–=＝:：]\s?)?/u;
/** "新华社北京11月3日电（记者王小明）" */
const chineseWire =
  /^((?:[^\s\d，。]{2,12}?)(?:\d{1,2}月)?\d{1,2}日)(?:电|電|讯|訊)\s?(?:[（(]([^（）()]{1,40})[）)])?\s?/u;
/** "홍길동 기자 =" */
const koreanReporter = /^([\p{Script=Hangul}·, ]{2,30}(?:기자|특파원))\s?=\s?/u;
const eastAsian = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Katakana}]/u;

/** Reads the dateline that opens a line of running text; null where there is none. */
export function datelineIn(text: string, rules: NormalizeRules): DatelineText | null {
  const head = text.slice(0, maxDatelineChars);
  if (eastAsian.test(head.slice(0, 30))) return eastAsianDateline(head, rules);
  return agencyOpens(head, rules) ?? agencyFollows(head, rules) ?? dashFollows(head, rules);
}

function agencyFollows(head: string, rules: NormalizeRules): DatelineText | null {
  const [whole, place = '', inParentheses, inSlashes] = withAgency.exec(head) ?? [];
  if (whole === undefined) return null;
  const agency = agencyIn(inParentheses ?? inSlashes ?? '', rules);
  const origin = agency === null ? null : originIn(place, true, rules);
  const isDashed = /[-–—=:.]\s?$/.test(whole);
  if (agency === null || origin === null) return null;
  if (!isDashed && place !== place.toUpperCase() && !rules.places.has(place.toLowerCase())) return null;
  return { ...origin, agency, names: [], length: whole.length };
}

function agencyOpens(head: string, rules: NormalizeRules): DatelineText | null {
  const [whole, inParentheses = '', place = ''] = agencyFirst.exec(head) ?? [];
  const agency = agencyIn(inParentheses, rules);
  const origin = agency === null ? null : originIn(place, true, rules);
  return whole !== undefined && origin !== null
    ? { ...origin, agency, names: [], length: whole.length }
    : null;
}

/** Without an agency behind the place only a dash can show it; "КИЕВ, 3 ноя — РИА Новости." names one behind the dash. */
function dashFollows(head: string, rules: NormalizeRules): DatelineText | null {
  const [whole, place = ''] = withDash.exec(head) ?? [];
  const origin = whole === undefined ? null : originIn(place, false, rules);
  if (whole === undefined || origin === null) return null;
  const behind = /^([\p{L} -]{2,30})\.\s?/u.exec(head.slice(whole.length));
  const agency = behind ? agencyIn(behind[1] ?? '', rules) : null;
  return {
    ...origin,
    agency,
    names: [],
    length: whole.length + (agency === null ? 0 : (behind?.[0].length ?? 0)),
  };
}

/** The agency that is all there is in the brackets: "AP", "Reuters", "dpa/epd", "EFE.-". */
function agencyIn(text: string, rules: NormalizeRules): string | null {
  const [first = ''] = text.replace(/[.\s-]+$/, '').split(/\s?[/,;–-]\s?(?=\p{L})/u);
  const words = first.trim().split(' ');
  const organization = organizationIn(words, rules);
  if (typeof organization === 'string') return words.length <= 4 ? organization : null;
  return words.length <= 3 && organization === true && /^\p{Lu}/u.test(first) ? first.trim() : null;
}

function eastAsianDateline(head: string, rules: NormalizeRules): DatelineText | null {
  const [wire, origin = '', people = ''] = chineseWire.exec(head) ?? [];
  if (wire !== undefined) return spacedOrigin(`${origin} ${people}`, wire.length, rules);
  const [bracket, inside = ''] = inBrackets.exec(head) ?? [];
  if (bracket === undefined) return null;
  const [reporter = '', name = ''] = koreanReporter.exec(head.slice(bracket.length)) ?? [];
  return spacedOrigin(`${inside}, ${name}`, bracket.length + reporter.length, rules);
}

/** Place, agency, date and reporter in one run: "ワシントン共同", "本报北京3日电", "ロンドン＝山田太郎". */
function spacedOrigin(text: string, length: number, rules: NormalizeRules): DatelineText | null {
  const date = /(?:[\d０-９]{1,2}月)?[\d０-９]{1,2}日/u.exec(text)?.[0] ?? null;
  const bare = text.replace(date ?? '', ' ').replace(/[电電讯訊]/g, ' ');
  const words = bare
    .replace(rules.unspacedWord, ' $& ')
    .split(/[\s=＝,，、・:：]+/u)
    .filter((word) => word !== '');
  const place = words.find((word) => rules.places.has(word.toLowerCase())) ?? null;
  const { authors, agency } = parseNames(`记者 ${bare}`, rules);
  if (place === null && agency === null) return null;
  return { place, date, agency, names: authors.map(({ name }) => name), length };
}

import { parseNames } from './byline-names.ts';
import type { Draft } from './draft.ts';
import { headLines, tailLines } from './head.ts';
import { type Line, takeLines } from './lines.ts';
import { agencyAt, organizationIn } from './organization.ts';
import { openingPhrase } from './phrase-index.ts';
import type { NormalizeRules } from './rules.ts';

/** What a line says of whose report it is. */
export interface AgencyCredit {
  /** An agency by its usual name, another house as printed. */
  agency: string | null;
  /** Persons of it who contributed. */
  names: string[];
}

const maxCreditChars = 300;
const maxSubjectWords = 12;
const maxBareChars = 60;
const maxPhraseChars = 100;
const framed = /^[\s([{（【<*_–—/-]|[\s)\]}）】>*_/.。–—-]$/;
const frame = /^[\s([{（【<*_–—/-]+|[\s)\]}）】>*_/.。–—-]+$/g;

/** Takes the lines that credit an agency or say where the text appeared first; the first agency named is the article's. */
export function takeAgencyCredit(draft: Draft): void {
  const lines = new Set([...headLines(draft), ...tailLines(draft)]);
  const taken: Line[] = [];
  for (const line of lines) {
    const credit = line.kind === 'text' ? readAgencyCredit(line.text, draft.rules) : null;
    if (credit === null || taken.length + 1 === draft.lines.length) continue;
    taken.push(line);
    keep(draft, credit);
  }
  takeLines(draft, taken, 'agency-credit');
}

function keep({ content }: Draft, { agency, names }: AgencyCredit): void {
  content.agency ??= agency;
  const known = new Set(content.authors.map(({ name }) => name));
  for (const name of names) {
    if (!known.has(name))
      content.authors.push({
        name,
        role: 'contributor',
        email: null,
        url: null,
        handle: null,
        affiliation: agency,
      });
  }
}

/** What a credit line says; null where the line is none: it must hold nothing but the phrase and the names. */
export function readAgencyCredit(text: string, rules: NormalizeRules): AgencyCredit | null {
  if (text.length > maxCreditChars) return null;
  const line = framed.test(text) ? text.replace(frame, '') : text;
  const { before, after } = rules.agencyCredit;
  const behind = closingPhrase(line, after);
  if (behind !== null) return subjectIn(line.slice(0, -behind.length).trim(), rules);
  const ahead = openingPhrase(line.slice(0, maxPhraseChars).toLowerCase(), before);
  if (ahead !== null) return houseIn(line.slice(ahead.length), rules);
  return line !== text && line.length <= maxBareChars ? bareAgency(line, rules) : null;
}

/** The phrase that closes the line, looked up by its last word. */
function closingPhrase(line: string, phrases: NormalizeRules['agencyCredit']['after']): string | null {
  const candidates = phrases.get(line.slice(line.lastIndexOf(' ') + 1).toLowerCase());
  if (candidates === undefined) return null;
  const lower = line.toLowerCase();
  return candidates.find((phrase) => lower.endsWith(` ${phrase}`)) ?? null;
}

/** "The Associated Press", "Associated Press writers Jane Doe in Lima and John Roe". */
function subjectIn(subject: string, rules: NormalizeRules): AgencyCredit | null {
  const { authors, agency, isUnderstood } = parseNames(subject, rules);
  if (
    !isUnderstood ||
    (agency === null && authors.length === 0 && organizationIn(subject.split(' '), rules) === null)
  )
    return null;
  return {
    agency: agency ?? (authors.length === 0 ? subject : null),
    names: authors.map(({ name }) => name),
  };
}

/** The house after "first published by": up to a comma, a full stop or what says when and under which license. */
function houseIn(rest: string, rules: NormalizeRules): AgencyCredit | null {
  const [subject = ''] = rest
    .replace(/^[\s:：]{1,5}/, '')
    .split(/[,;|(（]|\.(?=\s|$)| (?:on|under|and is|and has|am|vom|le|el) (?=\p{L}|\d)/u, 1);
  const words = subject
    .trim()
    .replace(/^(?:der|the) /, '')
    .split(' ');
  if (words[0] === '' || words.length > maxSubjectWords) return null;
  const organization = organizationIn(words, rules);
  if (typeof organization === 'string') return { agency: organization, names: [] };
  const isSite = words.length === 1 && /^[\w-]+(?:\.[\w-]+)+$/.test(words[0] ?? '');
  const isNamed =
    isSite ||
    (words.length <= 5 && words.every((word) => /^(?:[\p{Lu}\p{Lo}\d]|of$|de$|the$|&)/u.test(word)));
  return isNamed && rest.length - subject.length < 200 ? { agency: words.join(' '), names: [] } : null;
}

/** "(AP)", "– AFP", "dpa/epd": a whole line of agencies that something marks as an ending. */
function bareAgency(line: string, rules: NormalizeRules): AgencyCredit | null {
  const parts = line.split(/\s*[/,;]\s*/);
  const first = agencyAt((parts[0] ?? '').split(' '), 0, rules);
  if (first === null || parts.length > 4 || first.length !== (parts[0] ?? '').split(' ').length) return null;
  return parts.slice(1).every((part) => /^[\p{L}\d]{1,8}$/u.test(part))
    ? { agency: first.name, names: [] }
    : null;
}

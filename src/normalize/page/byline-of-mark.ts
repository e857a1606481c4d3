import type { PageRules } from './page-rules.ts';

const maxLineChars = 200;
const maxListed = 12;
const datesAndTimes =
  /(?:\b(?:published|updated|posted|modified|created|last)\b.*|\b\p{L}{3,9}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}.*|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}.*|\d{1,4} \p{L}.*|\d.*)$/iu;

/**
 * The lines of a marked element that name who wrote, one or a list below a label: without dates, read-times and what
 * stands behind them. Empty where there are none, or where it names who checked or illustrated.
 */
export function bylinesOfMark(text: string, rules: PageRules): string[] {
  const lines = text
    .split('\n')
    .map((line) => withoutOthers(withoutDates(line), rules.notWriters))
    .filter((line) => line !== '' && line.length <= maxLineChars);
  const [first] = lines;
  if (first === undefined || opensOthers(first, rules)) return [];
  const lower = first.toLowerCase();
  const isLead = rules.leads.some((lead) => lower === lead || lower === `${lead}:`);
  if (!isLead && !isAuthorLabel(first)) return [first];
  const end = lines.findIndex((line) => opensOthers(line, rules));
  return lines.slice(1, end === -1 ? 1 + maxListed : end);
}

function opensOthers(line: string, { notWriters }: PageRules): boolean {
  const lower = line.toLowerCase();
  return notWriters.some((words) => lower.startsWith(words));
}

/** "Jane Doe. Reviewed by John Roe": what stands behind the first such words is about others. */
function withoutOthers(line: string, notWriters: readonly string[]): string {
  const lower = line.toLowerCase();
  if (notWriters.some((words) => lower.startsWith(words))) return line;
  const cuts = notWriters.map((words) => lower.indexOf(words)).filter((at) => at > 0);
  return cuts.length === 0 ? line : line.slice(0, Math.min(...cuts)).replace(/[\s,.;|–—-]+$/, '');
}

/** "Author", "Authors:", "Author(s)": a label with the names after it. */
export function isAuthorLabel(text: string): boolean {
  return /^(?:authors?(?:\(s\))?|autore?n?|auteurs?):?$/i.test(text.trim());
}

/** The text after "By", "Von", "作者：" and the like, which `leads` has in lower case; all of it where none opens it. */
export function withoutLead(text: string, leads: readonly string[]): string {
  const lower = text.slice(0, 60).toLowerCase();
  const lead = leads.find((words) => lower.startsWith(words) && endsWord(words, lower[words.length] ?? ''));
  if (lead === undefined) return text;
  return withoutLead(text.slice(lead.length).replace(/^[\s:：]{1,10}/, ''), leads);
}

function endsWord(words: string, next: string): boolean {
  return !/[a-zà-ÿ]$/.test(words) || /^[\s:]/.test(next);
}

function withoutDates(line: string): string {
  const head = line
    .slice(0, maxLineChars + 1)
    .split(/\s*[•·|∙]\s*/)
    .find((part) => part !== '' && !/^\d/.test(part));
  return (head ?? '')
    .replace(datesAndTimes, '')
    .replace(/[\s,;–—-]+$/, '')
    .trim();
}

import { type ChildNode, isTag, isText } from 'domhandler';
import type { Draft } from './draft.ts';
import { sameHeadline } from './headline.ts';
import { type Line, takeLines } from './lines.ts';
import { openingPhrase } from './phrase-index.ts';
import type { NormalizeRules } from './rules.ts';

const maxTeaserChars = 200;
const maxAppealChars = 160;
const maxShortAppealChars = 100;
const maxShareWords = 15;
const maxFooterChars = 400;
const maxOpeningChars = 40;
const maxLabelChars = 80;
const maxRelatedLinks = 30;
const frame = /^[\s\-–—*_|▼▲([{]+|[\s\-–—*_|▼▲)\]}.:]+$/g;

/** Takes lines that are no part of the article: teasers, appeals, advertisements' labels, bars for sharing, footers. */
export function takeBoilerplate(draft: Draft): void {
  const byRule = new Map<string, Line[]>();
  const note = (rule: string, line: Line): void => {
    byRule.set(rule, [...(byRule.get(rule) ?? []), line]);
  };
  let followsTeaser = 0;
  for (const [index, line] of draft.lines.entries()) {
    const rule = mayGo(line, index, draft) ? boilerplateRule(line, draft.rules) : null;
    if (rule !== null) note(rule, line);
    else if (followsTeaser > 0 && isLink(line)) note('related-link', line);
    followsTeaser =
      rule === 'teaser' ? maxRelatedLinks : rule === null && !isLink(line) ? 0 : followsTeaser - 1;
  }
  const count = [...byRule.values()].reduce((sum, lines) => sum + lines.length, 0);
  if (count === draft.lines.length) return;
  for (const [rule, lines] of byRule) takeLines(draft, lines, rule);
}

/** What may be the headline stays, and so do rows of tables and preformatted text. */
function mayGo(line: Line, index: number, { type, claims }: Draft): boolean {
  if (line.text.length > maxFooterChars || line.kind === 'row' || line.kind === 'preformatted') return false;
  if (claims.title !== null) return !sameHeadline(line.text, claims.title);
  return index > 0 || type !== 'text';
}

function boilerplateRule(line: Line, rules: NormalizeRules): string | null {
  const { boilerplate } = rules;
  if (isFooter(line.text, rules)) return 'feed-footer';
  if (line.text.length > maxTeaserChars) return null;
  const lower = line.text.toLowerCase();
  if (lower.length <= maxLabelChars && boilerplate.advertisements.has(lower.replace(frame, '')))
    return 'advertisement';
  if (isTeaser(line, lower, rules)) return 'teaser';
  if (isAppeal(lower, rules)) return 'appeal';
  return isShareBar(lower, rules) ? 'share-bar' : null;
}

/** "The post … appeared first on …" */
function isFooter(text: string, { boilerplate }: NormalizeRules): boolean {
  const opening = openingPhrase(text.slice(0, maxOpeningChars).toLowerCase(), boilerplate.footers);
  if (opening === null) return false;
  const lower = text.toLowerCase();
  return boilerplate.footerMarks.some((mark) => lower.includes(mark));
}

/** "Read more", "Read also: …", "Related » …", "More on this story" as a link. */
function isTeaser(line: Line, lower: string, rules: NormalizeRules): boolean {
  const text = lower.replace(/^[\s>»›→▶•*\-–—([]+/, '');
  const phrase = openingPhrase(text, rules.boilerplate.teasers);
  if (phrase === null) return false;
  const rest = text
    .slice(phrase.length)
    .replace(/[\s)\]]+$/, '')
    .trimStart();
  return rest === '' || (/^[:：|»>›→…▶]|^[-–—.] ?/.test(rest) && !/^\.\s?\S/.test(rest)) || isLink(line);
}

function isAppeal(lower: string, rules: NormalizeRules): boolean {
  if (lower.length > maxAppealChars) return false;
  const phrase = openingPhrase(lower, rules.boilerplate.appeals);
  if (phrase === null) return false;
  return phrase.includes(' ') || lower.length <= maxShortAppealChars;
}

/** "Share Tweet Email", "Facebook | X | 12 comments". */
function isShareBar(lower: string, rules: NormalizeRules): boolean {
  if (lower.length > maxShortAppealChars) return false;
  const words = lower.split(/[\s|/,•·()]+/, maxShareWords + 1).filter((word) => word !== '');
  if (words.length === 0 || words.length > maxShareWords) return false;
  const { shares, shareFillers } = rules.boilerplate;
  const isKnown = (word: string): boolean =>
    shares.has(word) || shareFillers.has(word) || /^\d{1,6}$/.test(word);
  return shares.has(words[0] as string)
    ? words.every(isKnown)
    : words.some((word) => shares.has(word)) && words.every(isKnown);
}

/** Whether all that can be read of a line is a link. */
function isLink(line: Line): boolean {
  const isLinked = (node: ChildNode): boolean => {
    if (isText(node)) return !/[\p{L}\p{N}]/u.test(node.data);
    return isTag(node) && (node.name === 'a' || node.children.every(isLinked));
  };
  return line.text !== '' && line.nodes.every(isLinked) && line.nodes.some((node) => isTag(node));
}

import type { Element } from 'domhandler';
import type { ArticleContent, Author } from '../../domain/article.ts';
import { parseDate } from '../../domain/dates/parse-date.ts';
import { claimedAuthors } from '../authors.ts';
import { rawText } from '../dom-nodes.ts';
import { noClaims } from '../normalize-input.ts';
import { dateInText } from '../page/date-in-text.ts';
import { tidyLine } from '../tidy-text.ts';
import type { FieldRule } from './operator-rules.ts';
import type { RuledField } from './rule-schema.ts';
import { noteTried, type RuledDocument } from './ruled-document.ts';

/** What rules of operators say an article is. */
export interface RuledContent {
  content: Partial<ArticleContent>;
  copyrightHolder: string | null;
  outlet: string | null;
  /** Where the rule of each field is written. */
  sources: Record<string, string>;
}

const maxElements = 50;
const maxTextChars = 1_000;

const contentFields: Readonly<Record<RuledField, keyof ArticleContent>> = {
  title: 'title',
  subtitle: 'subtitle',
  section: 'section',
  authors: 'authors',
  published: 'publishedAt',
  updated: 'updatedAt',
  summary: 'summary',
};

/** Reads the fields that rules find in the document, and lays over them what rules set. */
export function readRuledContent(document: RuledDocument): RuledContent {
  const { set } = document.rules.operator;
  const ruled: RuledContent = {
    content: {},
    copyrightHolder: set.get('copyrightHolder')?.value ?? null,
    outlet: set.get('outlet')?.value ?? null,
    sources: {},
  };
  if (document.type !== 'text') readFields(document, ruled);
  for (const [field, { value, place }] of set) {
    if (field === 'section' || field === 'language' || field === 'agency') ruled.content[field] = value;
    ruled.sources[field === 'copyrightHolder' ? 'copyright' : field] = place;
  }
  return ruled;
}

function readFields(document: RuledDocument, ruled: RuledContent): void {
  for (const [field, rules] of document.rules.operator.fields) {
    const found = firstValue(field, rules, document);
    if (found === null) continue;
    Object.assign(ruled.content, { [contentFields[field]]: found.value });
    ruled.sources[contentFields[field]] = found.place;
  }
}

function firstValue(
  field: RuledField,
  rules: readonly FieldRule[],
  document: RuledDocument,
): { value: string | Author[]; place: string } | null {
  for (const rule of rules) {
    const texts = rule
      .find(document.root)
      .slice(0, maxElements)
      .map((element) => textOf(element, rule.attribute))
      .filter((text) => text !== '');
    const value = saidBy(field, texts, document);
    noteTried(document, rule, value !== null);
    if (value !== null) return { value, place: rule.place };
  }
  return null;
}

function textOf(element: Element, attribute: string | null): string {
  const text = attribute === null ? rawText([element]) : (element.attribs[attribute] ?? '');
  return tidyLine(text.slice(0, maxTextChars));
}

/** The first text that says something; of authors all of them. */
function saidBy(
  field: RuledField,
  texts: readonly string[],
  document: RuledDocument,
): string | Author[] | null {
  if (field === 'authors') return authorsIn(texts, document);
  const isTime = field === 'published' || field === 'updated';
  if (!isTime) return texts[0] ?? null;
  return texts.map((text) => parseDate(text) ?? dateInText(text, null)).find((time) => time !== null) ?? null;
}

function authorsIn(texts: readonly string[], { rules }: RuledDocument): Author[] | null {
  const claims = {
    ...noClaims,
    outlet: rules.operator.set.get('outlet')?.value ?? null,
    authors: texts.map((name) => ({ name, email: null, url: null })),
  };
  const authors = claimedAuthors({ claims, rules });
  return authors.length === 0 ? null : authors;
}

import { readAgencyCredit } from './agency-credit.ts';
import type { LabelField } from './boilerplate-rules.ts';
import { parseNames } from './byline-names.ts';
import { readNotice } from './copyright-notice.ts';
import type { Draft } from './draft.ts';
import { type Line, takeLines } from './lines.ts';
import { organizationIn } from './organization.ts';

const maxLabels = 30;
const labelled = /^([^:：]{1,24})\s?[:：]\s*(.*)$/u;

interface Labelled {
  line: Line;
  field: LabelField;
  value: string;
}

/** Takes the block of labelled lines ("Headline: …", "Byline: …") at the top of wire copy, and keeps what they say. */
export function takeLabels(draft: Draft): void {
  if (draft.type !== 'text') return;
  const labels: Labelled[] = [];
  for (const line of draft.lines.slice(0, maxLabels)) {
    const [, label = '', value = ''] = labelled.exec(line.text) ?? [];
    const field = draft.rules.boilerplate.labels.get(label.trim().toLowerCase());
    if (field === undefined) break;
    labels.push({ line, field, value: value.trim() });
  }
  const isBlock = labels.length > 1 && labels.some(({ field }) => field === 'title' || field === 'byline');
  if (!isBlock && labels[0]?.field !== 'title') return;
  const [before, after] = splitAtValues(labels);
  for (const { field, value } of before) keep(draft, field, value);
  if (after.length < draft.lines.length)
    takeLines(
      draft,
      after.map(({ line }) => line),
      'label',
    );
}

/** A label that a whole paragraph follows ("Body: The ferries …") stays with it, but the block ends there. */
function splitAtValues(labels: Labelled[]): [Labelled[], Labelled[]] {
  const end = labels.findIndex(({ field, value }) => field === 'none' && value.length > 120);
  const block = end === -1 ? labels : labels.slice(0, end);
  return [block.filter(({ value }) => value !== ''), block];
}

function keep(draft: Draft, field: LabelField, value: string): void {
  const { content, rules } = draft;
  if (field === 'title') content.title ??= value;
  else if (field === 'subtitle') content.subtitle ??= value;
  else if (field === 'section') content.section ??= value;
  else if (field === 'byline') keepByline(draft, value);
  else if (field === 'dateline') content.dateline ??= { place: value, date: null };
  else if (field === 'agency') content.agency ??= houseIn(draft, value);
  else if (field === 'copyright') content.copyright ??= readNotice(value, rules);
  else if (field === 'tags') content.tags.push(...value.split(/\s*[,;]\s*/).filter((tag) => tag !== ''));
}

function keepByline({ content, rules }: Draft, value: string): void {
  const { authors, agency } = parseNames(value, rules);
  content.byline ??= value;
  if (content.authors.length === 0) content.authors.push(...authors);
  content.agency ??= agency;
}

function houseIn({ rules }: Draft, value: string): string | null {
  const organization = organizationIn(value.split(' '), rules);
  return typeof organization === 'string'
    ? organization
    : (readAgencyCredit(`(${value})`, rules)?.agency ?? null);
}

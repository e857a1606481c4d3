import wrapAnsi from 'wrap-ansi';
import type { Article, ArticleContent, Removal } from '../domain/article.ts';
import type { ReadArticle } from '../normalize/normalize.ts';
import { printable } from './printable.ts';

/** A piece of text, and beside it what was done with it. */
interface Row {
  margin: string;
  text: string;
}

const defaultColumns = 100;
const minTextColumns = 30;
const maxMarginChars = 40;
/** Of what stood around the text, menus and scripts among it, so much is shown. */
const maxAroundChars = 200;

/**
 * An article for a person: its fields with the source that won, then every line of the body as it came, with the step
 * that took it away (`-`) or the note it is marked as (`*`) beside it, then what was taken away from around the lines.
 */
export function showMargins(article: ReadArticle, columns = defaultColumns): string {
  const around = article.removed.filter(({ line }) => line === undefined);
  const parts = [fieldRows(article), lineRows(article), around.map(aroundRow)];
  const rows = parts.flat();
  const marginChars = Math.min(maxMarginChars, Math.max(0, ...rows.map(({ margin }) => margin.length)));
  const textColumns = Math.max(minTextColumns, columns - marginChars - ' │ '.length);
  return parts
    .filter((part) => part.length > 0)
    .map((part) => part.map((row) => showRow(row, marginChars, textColumns)).join(''))
    .join('\n');
}

function fieldRows({ content, sources }: ReadArticle): Row[] {
  return shownFields(content).flatMap(([field, text]) =>
    text ? [{ margin: sources[field] ? `${field}, ${sources[field]}` : field, text }] : [],
  );
}

/** What is not the body, in the order of the contract. */
function shownFields(content: ArticleContent): [keyof Article, string | null | undefined][] {
  const { authors, copyright, dateline, images } = content;
  return [
    ['url', content.url],
    ['title', content.title],
    ['subtitle', content.subtitle],
    ['section', content.section],
    ['authors', authors.map(({ name, role }) => (role === null ? name : `${name} (${role})`)).join('; ')],
    ['byline', content.byline],
    ['agency', content.agency],
    ['copyright', copyright && Object.entries(copyright).flatMap(named).join('; ')],
    ['dateline', dateline && [dateline.place, dateline.date].filter(Boolean).join(', ')],
    ['language', content.language],
    ['publishedAt', content.publishedAt],
    ['updatedAt', content.updatedAt],
    ['images', images.map(({ url }) => url).join('\n')],
    ['tags', content.tags.join('; ')],
  ];
}

function named([name, value]: [string, unknown]): string[] {
  return value === null ? [] : [`${name} ${value}`];
}

/** In the order of the body; what was cut off a line goes before the rest of it. */
function lineRows({ content, removed, lines }: ReadArticle): Row[] {
  const kinds = new Map(content.notes.map(({ text, kind }) => [text, kind]));
  const taken = removed.flatMap((removal) =>
    removal.line === undefined ? [] : [{ number: removal.line, ...removalRow(removal, `${removal.line}`) }],
  );
  const kept = lines.map(({ number, text }) => {
    const kind = kinds.get(text);
    return { number, text, margin: kind === undefined ? `${number}` : `* ${kind} ${number}` };
  });
  return [...taken, ...kept].toSorted((one, other) => one.number - other.number);
}

function aroundRow(removal: Removal): Row {
  const { text, ...row } = removalRow(removal, '');
  const shown = text.replace(/\s+/g, ' ').trim();
  return { ...row, text: shown.length > maxAroundChars ? `${shown.slice(0, maxAroundChars)}…` : shown };
}

function removalRow({ rule, place, text }: Removal, number: string): Row {
  const file = place?.split('/').at(-1);
  return { margin: ['-', rule, file, number].filter(Boolean).join(' '), text };
}

function showRow({ margin, text }: Row, marginChars: number, textColumns: number): string {
  const [first = '', ...others] = wrapAnsi(printable(text), textColumns, { hard: true }).split('\n');
  const beside = printable(margin).slice(-marginChars).padStart(marginChars);
  const below = ' '.repeat(marginChars);
  return [`${beside} │ ${first}`, ...others.map((line) => `${below} │ ${line}`)]
    .map((line) => `${line}\n`)
    .join('');
}

import type { HouseStyle, Outlet } from './outlet.ts';
import type { PrintedArticle } from './printed-feed.ts';
import { integerBetween, randomFor, shuffled } from './random.ts';
import { type Telling, tellStory } from './tell-story.ts';
import type { Appearance } from './timeline.ts';

export interface PressRun {
  seed: number;
  /** Second 0 of the timeline. */
  startedAt: Date;
}

/** Puts an outlet's own headline, byline, dateline and copyright lines around a story. */
export function printArticle(outlet: Outlet, appearance: Appearance, run: PressRun): PrintedArticle {
  const { story, round, text, edition } = appearance;
  const telling = tellStory(text, { seed: run.seed, story, round, corrected: edition === 'corrected' });
  const style = (appearance.origin === outlet ? null : outlet.wireStyle) ?? outlet.ownStyle;
  const authors = authorsOf(appearance, run.seed);
  const publishedAt = momentAt(run, appearance.publishedAt);
  const headline = style.otherHeadline ? telling.otherHeadline : telling.headline;
  const killed = edition === 'killed';
  const body = killed ? killNotice(telling) : withDateline(style, telling, publishedAt);
  return {
    ...addressOf(outlet, appearance, run),
    title: killed ? `KILL: ${headline}` : headline,
    authors,
    section: text.section,
    publishedAt,
    updatedAt: momentAt(run, appearance.changedAt),
    summary: body[0] ?? '',
    lines: killed
      ? body
      : page(style, { headline, section: text.section, authors, year: yearOf(publishedAt), body }),
  };
}

/** The moment of a second on the timeline, to the whole second as feeds print it. */
export function momentAt(run: PressRun, elapsedSeconds: number): Date {
  return new Date(Math.floor(run.startedAt.getTime() / 1000 + elapsedSeconds) * 1000);
}

interface PageParts {
  headline: string;
  section: string;
  authors: string[];
  year: string;
  body: string[];
}

/** Outlets that repeat the headline set the copyright line above the text, the others below it. */
function page(style: HouseStyle, { headline, section, authors, year, body }: PageParts): string[] {
  const { printsSection, repeatsHeadline } = style;
  const byline = style.byline?.replace('{names}', () => printedNames(style, authors)) ?? null;
  const copyright = style.copyright?.replace('{year}', year) ?? null;
  const lines = repeatsHeadline
    ? [printsSection ? section : null, headline, byline, copyright, headline, ...body]
    : [printsSection ? section : null, byline, ...body, copyright];
  return lines.filter((line) => line !== null);
}

function printedNames(style: HouseStyle, authors: string[]): string {
  const names = authors.join(style.nameSeparator);
  return style.upperCaseNames ? names.toUpperCase() : names;
}

function withDateline(style: HouseStyle, { town, paragraphs }: Telling, publishedAt: Date): string[] {
  const [lead = '', ...rest] = paragraphs;
  const dateline = (style.dateline ?? '')
    .replace('{TOWN}', town.toUpperCase())
    .replace('{town}', town)
    .replace('{date}', monthAndDay(publishedAt));
  return [`${dateline}${lead}`, ...rest];
}

function killNotice({ headline, town }: Telling): string[] {
  return [
    `EDITORS: Please kill the story “${headline}”, filed from ${town}. Its central claim could not be confirmed.`,
    'Take it off all pages and out of archives. No substitute will be sent.',
  ];
}

/** The server's start is part of the address, so that a later run's stories are other articles. */
function addressOf(
  outlet: Outlet,
  { story, text, publishedAt }: Appearance,
  run: PressRun,
): { id: string; url: string } {
  const day = momentAt(run, publishedAt).toISOString().slice(0, 10);
  const number = `${Math.floor(run.startedAt.getTime() / 1000).toString(36)}-${story}`;
  const query = outlet.tracking === '' ? '' : `?${outlet.tracking}`;
  return {
    id: `tag:${outlet.domain},${day}:${number}`,
    url: `https://${outlet.domain}/${day.replaceAll('-', '/')}/${text.key}-${number}${query}`,
  };
}

function authorsOf({ story, origin }: Appearance, seed: number): string[] {
  const random = randomFor(seed, 'authors', story);
  return shuffled(random, origin.staff).slice(0, integerBetween(random, 1, 2));
}

function yearOf(date: Date): string {
  return String(date.getUTCFullYear());
}

function monthAndDay(date: Date): string {
  return new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' })
    .format(date)
    .replace(' ', '. ')
    .replace('May.', 'May');
}

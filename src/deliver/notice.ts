import type { Article } from '../domain/article.ts';
import type { DiffPart } from '../domain/revision.ts';
import type { SentEvent } from '../domain/subscription.ts';

/** What a notice says of a story. Texts are plain, on one line. */
export interface NoticedStory {
  mark: Mark;
  headline: string;
  /** http or https. */
  url: string | null;
  summary: string | null;
  outlets: NoticedOutlet[];
  /** Why it was killed; null where it was not. */
  reason: string | null;
  /** What changed, with some words around it; empty where it is new. */
  changes: DiffPart[];
}

export interface NoticedOutlet {
  name: string;
  url: string | null;
}

/** What a reader must see at once; null: it is new. */
export type Mark = 'KILL' | 'CORRECTION' | 'RESTORED' | 'UPDATE' | null;

/** What happened to a story since the last notice. */
export interface StoryEvents {
  mark: Mark;
  /** The event that the notice is about: the gravest. */
  about: SentEvent;
  events: SentEvent[];
}

/** The gravest first. */
const marks: [Mark, (event: SentEvent) => boolean][] = [
  ['KILL', isKill],
  ['CORRECTION', (event) => event.class === 'correction'],
  ['RESTORED', ({ changed }) => changed.includes('killed')],
  [null, ({ type }) => type === 'created'],
  ['UPDATE', () => true],
];

const maxHeadlineChars = 200;
const maxSummaryChars = 300;

/** The events by the story that their article is in now; kills and corrections first, the others in the order of the log. */
export function groupByStory(events: SentEvent[]): StoryEvents[] {
  const groups = Map.groupBy(events, ({ article, articleId }) =>
    article?.story ? `story ${article.story.id}` : articleId,
  );
  const marked = [...groups.values()].flatMap((group) => markGroup(group) ?? []);
  return marked.toSorted((one, other) => rank(one.mark) - rank(other.mark));
}

function markGroup(events: SentEvent[]): StoryEvents | null {
  for (const [mark, is] of marks) {
    const about = mark === null ? events.find(is) : events.findLast(is);
    if (about) return { mark, about, events };
  }
  return null;
}

/** It, or a copy of it, was killed, and is not restored since. */
function isKill({ type, changed, article }: SentEvent): boolean {
  if (type === 'killed') return article === null || article.killed !== null;
  return type === 'story' && changed.includes('killed') && article?.story?.killedId !== null;
}

/** What is new and what is updated come in the order of the log. */
function rank(mark: Mark): number {
  return Math.min(
    marks.findIndex(([one]) => one === mark),
    marks.findIndex(([one]) => one === null),
  );
}

/** A story as a notice tells it; `outlets` that have it, where they are known. */
export function noticedStory(
  { mark, about: { article, reason } }: StoryEvents,
  outlets: NoticedOutlet[],
  changes: DiffPart[],
): NoticedStory {
  const outlet = article?.source.outlet ?? article?.source.feed;
  const known = outlets.length > 0 || !outlet ? outlets : [{ name: outlet, url: article?.url ?? null }];
  return {
    mark,
    headline: shorten(
      article?.title ?? article?.url ?? 'An article that is not kept any more',
      maxHeadlineChars,
    ),
    url: webAddress(article?.url ?? null),
    summary: article && summaryOf(article),
    outlets: known.map(({ name, url }) => ({ name: oneLine(name), url: webAddress(url) })),
    reason: mark === 'KILL' ? oneLine(reason ?? 'no reason was given') : null,
    changes,
  };
}

function summaryOf({ summary, bodyText }: Article): string | null {
  return shorten(summary ?? bodyText.split('\n\n', 1)[0] ?? '', maxSummaryChars) || null;
}

/** What readers can follow; feeds say what they like. */
function webAddress(url: string | null): string | null {
  return url !== null && /^https?:\/\/[^\s"<>\p{Cc}]+$/iu.test(url) ? url : null;
}

/** Without breaks and other control characters. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

/** On one line of so many characters at most. */
export function shorten(text: string, maxChars: number): string {
  // A longer text is not looked at: of what is cut off, nothing shows.
  const line = oneLine(text.slice(0, 4 * maxChars));
  return line.length <= maxChars ? line : `${line.slice(0, maxChars - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

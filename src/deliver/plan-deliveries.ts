import type { LogEvent } from '../domain/event.ts';
import type { NoticePolicy } from '../domain/subscription.ts';

/** An event, the story its article belongs to, and the listeners (subscriptions, outputs) whose topic it matched. */
export interface MatchedEvent {
  event: LogEvent;
  storyId: string | null;
  listenerIds: string[];
}

/** Who was told of what before, which changes as deliveries are planned, and who wants to hear no more of what. */
export interface Told {
  /** By article: the listeners that were told of it. */
  articles: Map<string, Set<string>>;
  /** By story: the listeners that were told of any of its articles. */
  stories: Map<string, Set<string>>;
  /** By story: the listeners that have muted it. */
  muted: Map<string, Set<string>>;
}

/** An event that a listener is to be told of. */
export interface PlannedDelivery {
  listenerId: string;
  cursor: string;
  articleId: string;
}

/** Which listeners are told of which events, in the order of the log; `policies` by listener. */
export function planDeliveries(
  events: MatchedEvent[],
  policies: ReadonlyMap<string, NoticePolicy>,
  told: Told,
): PlannedDelivery[] {
  return events.flatMap((matched) => {
    const { articleId, cursor } = matched.event;
    const heard = told.articles.get(articleId);
    const concerned = new Set([...matched.listenerIds, ...(heard ?? []), ...hearersOfStory(matched, told)]);
    const planned = [...concerned].filter((id) => {
      const policy = policies.get(id);
      return policy !== undefined && isTold(policy, id, matched, told);
    });
    for (const id of planned) remember(told, id, matched);
    return planned.map((listenerId) => ({ listenerId, cursor, articleId }));
  });
}

/** An event of a story is for those who were told of any of its articles. */
function hearersOfStory({ event, storyId }: MatchedEvent, told: Told): Iterable<string> {
  return event.type === 'story' && storyId !== null ? (told.stories.get(storyId) ?? []) : [];
}

function isTold(policy: NoticePolicy, id: string, matched: MatchedEvent, told: Told): boolean {
  const { event, storyId, listenerIds } = matched;
  const knowsArticle = told.articles.get(event.articleId)?.has(id) ?? false;
  if (knowsArticle && isGrave(event)) return true;
  if (storyId !== null && told.muted.get(storyId)?.has(id)) return false;
  const matches = listenerIds.includes(id);
  const knowsStory = storyId !== null && (told.stories.get(storyId)?.has(id) ?? false);
  switch (event.type) {
    case 'killed':
      return false;
    case 'story':
      return policy === 'updates' && knowsStory && event.changed.includes('joined');
    case 'created':
    case 'updated':
      if (policy === 'articles') return matches || knowsArticle;
      if (knowsArticle) return policy === 'updates' && event.type === 'updated';
      return matches && !knowsStory;
  }
}

/** What whoever was told of the article must hear: it is wrong, or was taken back or restored, here or where it was copied from. */
function isGrave({ type, class: revisionClass, changed }: LogEvent): boolean {
  return type === 'killed' || revisionClass === 'correction' || changed.includes('killed');
}

function remember({ articles, stories }: Told, id: string, { event, storyId }: MatchedEvent): void {
  add(articles, event.articleId, id);
  if (storyId !== null) add(stories, storyId, id);
}

function add(sets: Map<string, Set<string>>, key: string, id: string): void {
  const known = sets.get(key);
  if (known) known.add(id);
  else sets.set(key, new Set([id]));
}

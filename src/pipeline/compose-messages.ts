import type { SentEvent } from '../domain/subscription.ts';
import { findArticles } from '../store/articles.ts';
import type { Db } from '../store/db.ts';
import {
  type DueDelivery,
  findWaitingOfMessages,
  type NamedMessage,
  nameMessages,
} from '../store/due-deliveries.ts';
import { findEvents } from '../store/events.ts';

/**
 * What went together before goes together again, under its id; the rest in parts of `size`, named before they
 * are sent. Nothing where another worker named some of it meanwhile: it sends that.
 */
export async function composeMessages(
  db: Db,
  due: DueDelivery[],
  { id, size }: { id: string; size: number },
): Promise<NamedMessage[]> {
  const fresh = due.filter(({ messageId }) => messageId === null);
  const starts = fresh.map((_, index) => index).filter((index) => index % size === 0);
  const named = starts.map((start) => ({
    messageId: `msg_${id}_${fresh[start]?.cursor}`,
    deliveries: fresh.slice(start, start + size),
  }));
  if (!(await nameMessages(db, named))) return [];
  const knownIds = new Set(due.map(({ messageId }) => messageId).filter((messageId) => messageId !== null));
  const known = Map.groupBy(
    await findWaitingOfMessages(db, [...knownIds]),
    ({ messageId }) => messageId ?? '',
  );
  return [...Array.from(known, ([messageId, deliveries]) => ({ messageId, deliveries })), ...named];
}

/** A message with what it brings. */
export interface OutgoingMessage extends NamedMessage {
  /** Of its deliveries, in their order. */
  events: SentEvent[];
}

/** The messages with their events, each with its article as it is now; without deliveries whose event was just deleted. */
export async function bringEvents(db: Db, messages: NamedMessage[]): Promise<OutgoingMessage[]> {
  const cursors = messages.flatMap(({ deliveries }) => deliveries.map(({ cursor }) => cursor));
  const found = await findEvents(db, cursors);
  const articles = await findArticles(db, [...new Set(found.map(({ articleId }) => articleId))]);
  const events = new Map(
    found.map((event) => [event.cursor, { ...event, article: articles.get(event.articleId) ?? null }]),
  );
  return messages
    .map(({ messageId, deliveries }) => ({
      messageId,
      deliveries: deliveries.filter(({ cursor }) => events.has(cursor)),
      events: deliveries.flatMap(({ cursor }) => events.get(cursor) ?? []),
    }))
    .filter((message) => message.events.length > 0);
}

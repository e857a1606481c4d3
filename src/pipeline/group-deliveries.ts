import type { Db } from '../store/db.ts';
import { type DueDelivery, findWaitingOfMessages, nameMessage } from '../store/due-deliveries.ts';

/** Deliveries that go together. */
export interface DeliveryGroup {
  messageId: string;
  deliveries: DueDelivery[];
}

/** What went together before goes together again, under its id; the rest in parts of `size`. */
export async function groupDeliveries(
  db: Db,
  due: DueDelivery[],
  { id, size }: { id: string; size: number },
): Promise<DeliveryGroup[]> {
  const groups = await groupAgain(db, due);
  const fresh = due.filter(({ messageId }) => messageId === null);
  for (let start = 0; start < fresh.length; start += size)
    groups.push(await groupFresh(db, fresh.slice(start, start + size), id));
  return groups;
}

/** All that is due as one notice; before it what went together and was not taken. */
export async function nextNotice(db: Db, due: DueDelivery[], id: string): Promise<DeliveryGroup[]> {
  const [again] = await groupAgain(db, due);
  return [again ?? (await groupFresh(db, due, id))];
}

async function groupAgain(db: Db, due: DueDelivery[]): Promise<DeliveryGroup[]> {
  const ids = new Set(due.map(({ messageId }) => messageId).filter((id) => id !== null));
  const known = Map.groupBy(await findWaitingOfMessages(db, [...ids]), ({ messageId }) => messageId ?? '');
  return Array.from(known, ([messageId, deliveries]) => ({ messageId, deliveries }));
}

async function groupFresh(db: Db, deliveries: DueDelivery[], id: string): Promise<DeliveryGroup> {
  const messageId = `msg_${id}_${deliveries[0]?.cursor}`;
  const ids = deliveries.map((delivery) => delivery.id);
  await nameMessage(db, ids, messageId);
  return { messageId, deliveries };
}

import { WiredeskError } from '../domain/errors.ts';
import type { Topic } from '../domain/topic.ts';
import type { Db } from '../store/db.ts';
import { findTopic } from '../store/topics.ts';

/** The topic with this id or name. @throws WiredeskError not-found */
export async function needTopic(db: Db, reference: string): Promise<Topic> {
  const topic = await findTopic(db, reference);
  if (!topic) throw noTopic(reference);
  return topic;
}

/** The error of an id or name that no topic has. */
export function noTopic(reference: string): WiredeskError {
  return new WiredeskError('not-found', `there is no topic ${reference}`);
}

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

/** The topic with this id, where operators may change it. @throws WiredeskError not-found, conflict */
export async function needOperatorsTopic(db: Db, id: string): Promise<Topic> {
  const topic = await needTopic(db, id);
  if (topic.origin === 'operator') return topic;
  const message = `topic ${id} (${topic.name}) is one of config/topics.yaml; change it there and apply the file`;
  throw new WiredeskError('conflict', message);
}

/** The error of an id or name that no topic has. */
export function noTopic(reference: string): WiredeskError {
  return new WiredeskError('not-found', `there is no topic ${reference}`);
}

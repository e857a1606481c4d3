import { randomBytes } from 'node:crypto';
import { atOnce } from '../../src/domain/subscription.ts';
import { addOutput } from '../../src/pipeline/add-output.ts';
import type { Pool } from '../../src/store/db.ts';
import { addSubscription } from '../../src/store/subscriptions.ts';
import { addTopic } from '../../src/store/topics.ts';

/** Whom the items are for. */
export const desks = {
  /** Every item is about the subject of one of the first `webhooks` topics, and of as many more as there are topics a webhook. */
  topics: 100,
  webhooks: 20,
  /** The first topics are given out as feeds, too. */
  outputs: 5,
  streamReaders: 20,
} as const;

/** How often an item of this subject is to be seen, in each place but the log. */
export function expectedSightings(subject: number) {
  return { stream: desks.streamReaders, webhook: 1, feed: subject < desks.outputs ? 1 : 0 };
}

/** Adds topics, webhooks and outputs to an empty store. */
export async function addDesks(pool: Pool, hookUrl: string): Promise<void> {
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  for (let number = 0; number < desks.topics; number += 1) {
    const topicId = await addSubject(pool, number);
    const common = { name: `desk-${number}`, topicId, notices: 'articles' as const };
    if (number < desks.webhooks) {
      const webhook = {
        channel: 'webhook' as const,
        url: `${hookUrl}/${number}`,
        batchSize: 1,
        pace: atOnce,
        owner: null,
      };
      await addSubscription(pool, { ...common, ...webhook }, secret, new Date());
    }
    if (number < desks.outputs) {
      const token = randomBytes(32).toString('base64url');
      await addOutput(pool, { ...common, content: 'full' }, token, new Date());
    }
  }
}

async function addSubject(pool: Pool, number: number): Promise<string> {
  const subject = `title:subject${number % desks.webhooks}`;
  const query =
    number < desks.webhooks ? subject : `${subject} report NOT (flood${number} OR strike${number})`;
  const topic = { name: `topic-${number}`, query, stemming: null, paused: false };
  const added = await addTopic(pool, topic, new Date());
  if (added.kind !== 'stored') throw new Error(`topic ${number}: ${added.kind}`);
  return added.topic.id;
}

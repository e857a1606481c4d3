import { atOnce, noticePolicies } from '../../../src/domain/subscription.ts';
import type { Pool } from '../../../src/store/db.ts';
import { addSubscription } from '../../../src/store/subscriptions.ts';
import { addTopic } from '../../../src/store/topics.ts';
import type { Audience } from './oracle.ts';
import { type ReceiverKind, type Receivers, receiverKinds } from './receivers.ts';

/** A subscription of the soak. */
export interface Desk {
  id: string;
  name: string;
  kind: ReceiverKind;
  audience: Audience;
}

const secret = `whsec_${Buffer.from('soak'.repeat(8)).toString('base64')}`;
/** Every so many desks one follows the whole log; prime, so that it falls on every kind of receiver. */
const everythingEvery = 23;

/** Subscribes desks to topics in turn, with every policy, alone and in batches. */
export async function addDesks(
  pool: Pool,
  receivers: Receivers,
  { subscriptions, topics }: { subscriptions: number; topics: number },
): Promise<Desk[]> {
  const topicIds: string[] = [];
  for (let subject = 0; subject < topics; subject += 1) topicIds.push(await addSubject(pool, subject));
  const desks: Desk[] = [];
  for (let n = 0; n < subscriptions; n += 1) {
    const topic = n % everythingEvery === 0 ? null : n % topics;
    desks.push(
      await addDesk(pool, receivers, n, topic === null ? null : { subject: topic, topics, topicIds }),
    );
  }
  return desks;
}

async function addSubject(pool: Pool, subject: number): Promise<string> {
  const name = `subject${subject}`;
  const added = await addTopic(
    pool,
    { name, query: `title:${name}`, stemming: null, paused: false },
    new Date(),
  );
  if (added.kind !== 'stored') throw new Error(`topic ${name}: ${added.kind}`);
  return added.topic.id;
}

async function addDesk(
  pool: Pool,
  receivers: Receivers,
  n: number,
  topic: { subject: number; topics: number; topicIds: string[] } | null,
): Promise<Desk> {
  const name = `desk-${n}`;
  const kind = receiverKinds[n % receiverKinds.length] ?? 'steady';
  const notices = noticePolicies[n % noticePolicies.length] ?? 'articles';
  receivers.expect(name, secret);
  const definition = {
    name,
    topicId: topic === null ? null : (topic.topicIds[topic.subject] ?? null),
    url: receivers.urlOf(kind, name),
    channel: 'webhook' as const,
    notices,
    batchSize: n % 4 === 0 ? 10 : 1,
    pace: atOnce,
    owner: null,
  };
  const added = await addSubscription(pool, definition, secret, new Date());
  if (!added) throw new Error(`${name} is taken`);
  const concerns = (article: number) => topic === null || article % topic.topics === topic.subject;
  // The first article of a fresh store has the id 1.
  return { id: added.id, name, kind, audience: { notices, concerns: (id) => concerns(Number(id) - 1) } };
}

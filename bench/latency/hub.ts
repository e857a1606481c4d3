import { createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { renderFeed } from '../corpus/render-feed.ts';
import type { TrackedItem } from './tracked-item.ts';

/** A WebSub hub (W3C Recommendation, §5 and §7) that confirms every subscription it is asked for. */
export interface Hub {
  /** Answers a request to subscribe by asking back. */
  subscribe(asked: URLSearchParams): Promise<void>;
  /** Pushes an item of a feed to its subscriber. @throws where it is not taken. */
  push(topic: string, feed: number, item: TrackedItem): Promise<void>;
  countSubscribed(): number;
}

interface Subscriber {
  callback: string;
  secret: string;
}

const attempts = 100;
const betweenAttemptsMs = 200;

export function createHub(): Hub {
  const subscribers = new Map<string, Subscriber>();
  return {
    async subscribe(asked) {
      const topic = asked.get('hub.topic') ?? '';
      const callback = new URL(asked.get('hub.callback') ?? '');
      callback.searchParams.set('hub.mode', 'subscribe');
      callback.searchParams.set('hub.topic', topic);
      callback.searchParams.set('hub.challenge', 'bench');
      callback.searchParams.set('hub.lease_seconds', asked.get('hub.lease_seconds') ?? '');
      await verify(callback);
      subscribers.set(topic, {
        callback: asked.get('hub.callback') ?? '',
        secret: asked.get('hub.secret') ?? '',
      });
    },
    async push(topic, feed, item) {
      const subscriber = subscribers.get(topic);
      if (!subscriber) throw new Error(`${topic} has no subscriber`);
      const { document, mediaType } = renderFeed(feed, [item]);
      const signature = createHmac('sha256', subscriber.secret).update(document).digest('hex');
      const headers = { 'content-type': mediaType, 'x-hub-signature': `sha256=${signature}` };
      const answer = await fetch(subscriber.callback, { method: 'POST', body: document, headers });
      if (!answer.ok) throw new Error(`a push was answered by ${answer.status}`);
    },
    countSubscribed: () => subscribers.size,
  };
}

/** The part of the program that answers hubs may start after the one that asks them. */
async function verify(callback: URL): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const isConfirmed = await fetch(callback).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isConfirmed) return;
    await delay(betweenAttemptsMs);
  }
  throw new Error(`the program does not confirm ${callback}`);
}

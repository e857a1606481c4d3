import { type Percentiles, percentiles } from '../report/percentiles.ts';
import type { Journey, Place, Wire } from './journeys.ts';

/** How long one stretch of the way took. */
export interface MeasuredWay {
  wire: Wire;
  /** `wire`: from the moment the item was there; `log`: from the commit of its event. */
  from: 'wire' | 'log';
  to: Place;
  took: Percentiles;
}

/** The stretches that are told of. */
export function summarizeJourneys(journeys: readonly Journey[]): MeasuredWay[] {
  const way = (wire: Wire, from: 'wire' | 'log', to: Place): MeasuredWay => {
    const took = journeys
      .filter((journey) => journey.wire === wire)
      .flatMap(({ beganAt, seenAt }) => {
        const start = from === 'wire' ? beganAt : (seenAt.log[0] ?? Number.NaN);
        return seenAt[to].map((at) => at - start);
      });
    return { wire, from, to, took: percentiles(took) };
  };
  return [
    way('push', 'log', 'stream'),
    way('push', 'log', 'webhook'),
    way('push', 'log', 'feed'),
    way('push', 'wire', 'log'),
    way('push', 'wire', 'stream'),
    way('push', 'wire', 'webhook'),
    way('push', 'wire', 'feed'),
    way('poll', 'wire', 'log'),
    way('poll', 'wire', 'stream'),
    way('poll', 'wire', 'webhook'),
  ];
}

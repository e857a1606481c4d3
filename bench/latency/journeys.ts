/** Where an item is seen: `log` is the commit of its event. */
export const places = ['log', 'stream', 'webhook', 'feed'] as const;
export type Place = (typeof places)[number];

/** How an item reached the program: `push` by a hub, `poll` in a feed that was fetched. */
export type Wire = 'push' | 'poll';

/** The way of one item; times are those of performance.now(). */
export interface Journey {
  number: number;
  wire: Wire;
  /** When the item was there to be had: its push began, or the request for its feed came. */
  beganAt: number;
  /** How often it is to be seen in each place. */
  expected: Record<Place, number>;
  seenAt: Record<Place, number[]>;
}

/** Everything that was published and where it has been seen. */
export interface Journeys {
  begin(number: number, wire: Wire, expected: Omit<Record<Place, number>, 'log'>): void;
  see(number: number, place: Place, at: number): void;
  /** The ways that began at or after this number. */
  since(number: number): Journey[];
}

export function createJourneys(): Journeys {
  const journeys = new Map<number, Journey>();
  return {
    begin(number, wire, expected) {
      const beganAt = performance.now();
      const seenAt = { log: [], stream: [], webhook: [], feed: [] };
      journeys.set(number, { number, wire, beganAt, expected: { log: 1, ...expected }, seenAt });
    },
    see: (number, place, at) => void journeys.get(number)?.seenAt[place].push(at),
    since: (first) => [...journeys.values()].filter(({ number }) => number >= first),
  };
}

/** What is missing, or came more often than it had to, in words; empty where everything arrived everywhere once. */
export function findLosses(journeys: readonly Journey[]): string[] {
  return journeys.flatMap(({ number, expected, seenAt }) =>
    places
      .filter((place) => seenAt[place].length !== expected[place])
      .map(
        (place) => `item ${number} was seen ${seenAt[place].length} of ${expected[place]} times in: ${place}`,
      ),
  );
}

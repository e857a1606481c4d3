import { trackedNumbers } from './tracked-item.ts';

/** Reads outputs as a hub does: at once when it is told of new entries, with the entity tag it has. */
export interface OutputReader {
  /** Reads the JSON Feed among these addresses, and again where it is told of it meanwhile. */
  read(urls: readonly string[]): void;
}

interface Known {
  etag: string;
  numbers: Set<number>;
  /** Told of again while it is read. */
  isStale: boolean;
}

export function createOutputReader(onSeen: (number: number, at: number) => void): OutputReader {
  const known = new Map<string, Known>();
  const underWay = new Set<string>();

  const readAgain = async (url: string, state: Known) => {
    do {
      state.isStale = false;
      const answer = await fetch(url, { headers: { 'if-none-match': state.etag } });
      const text = await answer.text();
      const at = performance.now();
      if (answer.status === 304) continue;
      if (!answer.ok) throw new Error(`an output answered ${answer.status}`);
      state.etag = answer.headers.get('etag') ?? '';
      for (const number of trackedNumbers(text).filter((one) => !state.numbers.has(one))) {
        state.numbers.add(number);
        onSeen(number, at);
      }
    } while (state.isStale);
  };
  return {
    read(urls) {
      const url = urls.find((one) => one.endsWith('.json'));
      if (!url) return;
      const state = known.get(url) ?? { etag: '', numbers: new Set(), isStale: false };
      known.set(url, state);
      state.isStale = true;
      if (underWay.has(url)) return;
      underWay.add(url);
      void readAgain(url, state).finally(() => underWay.delete(url));
    },
  };
}

import { parseFeed } from '../../src/parse/parse-feed.ts';
import type { HostileKind } from '../parse/hostile-documents.ts';

/** Sizes that are compared, in bytes. */
const [small, large] = [500_000, 2_000_000];
/** Linear would be 4. What takes no time to speak of is not judged: noise is most of it. */
const tooMuchGrowth = 10;
const noiseMs = 300;
const tries = 3;

export interface Growth {
  smallMs: number;
  largeMs: number;
  isLinear: boolean;
}

/** How the CPU time of reading grows with the size of a document; of several tries the least. */
export async function measureGrowth({ make }: HostileKind): Promise<Growth> {
  const smallMs = await leastCpuMs(Buffer.from(make(small)));
  const largeMs = await leastCpuMs(Buffer.from(make(large)));
  return { smallMs, largeMs, isLinear: largeMs < noiseMs || largeMs < smallMs * tooMuchGrowth };
}

async function leastCpuMs(document: Buffer): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < tries; run += 1) {
    const before = process.cpuUsage();
    await parseFeed(document, { contentType: null, baseUrl: 'https://feeds.example/a/b.xml' });
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  return Math.min(...times);
}

import { randomFor } from '../../demo/random.ts';
import { cluster } from '../../src/dedupe/cluster.ts';
import { fingerprintOf } from '../../src/dedupe/fingerprint.ts';
import { sampleOf } from '../../src/dedupe/sample.ts';
import { reportNumber } from './distinct-text.ts';
import { type Printed, printReport, variations } from './variations.ts';

/** How well stories are found. */
export interface StoriesFound {
  /** Share, 0 to 1, of the variations of each class that are in the story of their report. */
  recall: Record<string, number>;
  /** Pairs of reports of which members came to be one story, though they have nothing to do with each other. */
  falsePairs: number;
}

/** How well stories are found on invented reports in memory. */
export interface CopiesMeasurement extends StoriesFound {
  reports: number;
  /** All pairs of reports. */
  differentPairs: number;
  /** Shingles kept for look-ups, a report, on average. */
  sampled: number;
  /** Reports whose fingerprint and sample one core makes in a second. */
  fingerprintsPerSecond: number;
}

/** Reports that the benchmark measures with: 87,990 pairs of different ones. */
export const measuredReports = 420;

/** One article of the set: report, class (null for the report itself), text. */
export interface SetMember extends Printed {
  id: string;
  report: number;
  variation: string | null;
}

/** Every report and one variation of each class of it; the order depends on the seed alone. */
export function copySet(seed: number, reports: number): SetMember[] {
  return Array.from({ length: reports }, (_, report) => {
    const original = reportNumber(seed, report);
    const printed = { id: `${report}`, report, variation: null, ...printReport(original) };
    const varied = Object.entries(variations).map(([variation, vary], index) => ({
      id: `${report}.${index}`,
      report,
      variation,
      ...vary(original, randomFor('variation', seed, report, variation)),
    }));
    return [printed, ...varied];
  }).flat();
}

/** Measures recall and false pairs in memory. */
export function measureCopies(seed: number, reports: number): CopiesMeasurement {
  const members = copySet(seed, reports);
  const started = process.cpuUsage();
  const articles = members.map(({ id, title, text }) => ({
    id,
    fingerprint: fingerprintOf({ title, bodyText: text }),
  }));
  const sampled = articles.reduce((sum, { fingerprint }) => sum + sampleOf(fingerprint).length, 0);
  const { user, system } = process.cpuUsage(started);
  const { stories } = cluster(articles);
  const storyOf = new Map(stories.flatMap((ids, story) => ids.map((id) => [id, String(story)] as const)));
  return {
    ...judge(members, storyOf),
    reports,
    differentPairs: (reports * (reports - 1)) / 2,
    sampled: sampled / articles.length,
    fingerprintsPerSecond: articles.length / ((user + system) / 1e6),
  };
}

/** Judges stories, given as the name of its story for each text. */
export function judge(members: SetMember[], storyOf: ReadonlyMap<string, string>): StoriesFound {
  return { recall: recallByClass(members, storyOf), falsePairs: falsePairs(members, storyOf) };
}

function recallByClass(members: SetMember[], storyOf: ReadonlyMap<string, string>): Record<string, number> {
  const classes = Map.groupBy(
    members.filter(({ variation }) => variation !== null),
    ({ variation }) => variation ?? '',
  );
  return Object.fromEntries(
    Array.from(classes, ([name, varied]) => {
      const found = varied.filter(({ id, report }) => storyOf.get(id) === storyOf.get(`${report}`));
      return [name, found.length / varied.length];
    }),
  );
}

/** Pairs of reports of which any two members are in one story. */
function falsePairs(members: SetMember[], storyOf: ReadonlyMap<string, string>): number {
  const pairs = new Set<string>();
  for (const together of Map.groupBy(members, ({ id }) => storyOf.get(id)).values()) {
    const reports = [...new Set(together.map(({ report }) => report))];
    for (const [index, one] of reports.entries())
      for (const other of reports.slice(index + 1)) pairs.add(`${one} ${other}`);
  }
  return pairs.size;
}

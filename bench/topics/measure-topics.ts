import { countTerms } from '../../src/topics/count-terms.ts';
import { matchesQuery } from '../../src/topics/match-query.ts';
import { parseQuery } from '../../src/topics/parse-query.ts';
import { searchedArticle } from '../../src/topics/searched-article.ts';
import { createTopicIndex, type IndexedTopic } from '../../src/topics/topic-index.ts';
import { median } from '../report/median.ts';
import { inventedArticle, inventedQuery } from './invented.ts';

/** How fast new articles are matched against so many topics, by CPU time of one core. */
export interface TopicsMeasurement {
  topics: number;
  articlesPerSecond: number;
  /** Without an index, each topic tried; null where that takes too long. */
  eachTriedPerSecond: number | null;
  matchesPerArticle: number;
  /** Reading the queries and making the index. */
  buildMs: number;
}

export const topicsMaterial = { articles: 1000, sizes: [1, 100, 1000, 10_000, 100_000] } as const;
const countedArticles = 200;
const mostTriedEach = 1000;

/** The same articles against more and more topics; medians of `runs`, and one run before that is not counted. */
export function measureTopics(seed: number, runs: number): TopicsMeasurement[] {
  const articles = Array.from({ length: topicsMaterial.articles }, (_, number) =>
    inventedArticle(seed, number),
  );
  const counted = Array.from({ length: countedArticles }, (_, number) =>
    searchedArticle(inventedArticle(seed, topicsMaterial.articles + number)),
  );
  return topicsMaterial.sizes.map((size) => {
    const sources = Array.from({ length: size }, (_, number) => inventedQuery(seed, number));
    const started = process.cpuUsage();
    const topics = sources.map(toTopic);
    const index = createTopicIndex(topics, countTerms(counted));
    const buildMs = cpuMsSince(started);
    const { rate, matches } = measure(
      articles,
      runs,
      (article) => index.match(searchedArticle(article)).length,
    );
    const alone =
      size > mostTriedEach
        ? null
        : measure(articles.slice(0, 200), 1, (article) => {
            const searched = searchedArticle(article);
            return topics.filter(({ query }) => matchesQuery(query, searched)).length;
          }).rate;
    return {
      topics: size,
      articlesPerSecond: rate,
      eachTriedPerSecond: alone,
      matchesPerArticle: matches / articles.length,
      buildMs,
    };
  });
}

function toTopic(source: string, number: number): IndexedTopic {
  const parsed = parseQuery(source);
  if (parsed.kind === 'faulty') throw new Error(`${source}: ${parsed.message}`);
  return { id: String(number), query: parsed.query };
}

function measure<T>(articles: readonly T[], runs: number, match: (article: T) => number) {
  const round = () => {
    const started = process.cpuUsage();
    const matches = articles.reduce((sum, article) => sum + match(article), 0);
    return { matches, rate: articles.length / (cpuMsSince(started) / 1000) };
  };
  const { matches } = round();
  return { matches, rate: median(Array.from({ length: runs }, () => round().rate)) };
}

function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

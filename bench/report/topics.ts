import type { TopicsMeasurement } from '../topics/measure-topics.ts';
import { topicsMaterial } from '../topics/measure-topics.ts';
import { table, whole } from './table.ts';

/** How matching grows with the number of topics, as Markdown, with what it was measured on. */
export function renderTopics(measured: readonly TopicsMeasurement[]): string {
  const rows = measured.map(
    ({ topics, articlesPerSecond, eachTriedPerSecond, matchesPerArticle, buildMs }) => [
      whole(topics),
      whole(articlesPerSecond),
      eachTriedPerSecond === null ? '–' : whole(eachTriedPerSecond),
      matchesPerArticle.toFixed(1),
      whole(buildMs),
    ],
  );
  return [
    table(
      ['topics', 'articles/s a core', 'each topic tried', 'matches an article', 'index made in ms'],
      rows,
    ),
    '',
    `${whole(topicsMaterial.articles)} invented articles of 400 words out of 50,000, as often as words of a language are, against invented`,
    'queries of ten kinds; from the article to the ids of its topics, by CPU time.',
  ].join('\n');
}

import type { ExampleFault } from '../normalize/check-examples.ts';
import type { ArticleChange, Backtest } from '../pipeline/backtest-feed.ts';
import { printable } from './printable.ts';
import { showDiff } from './show-diff.ts';

/** What rules would change in a feed, for a person: counts first, then examples. */
export function showBacktest(name: string, result: Backtest): string {
  const { articles, changed, fields, failed } = result;
  const byField = Object.entries(fields).toSorted(([, one], [, other]) => other - one);
  const lines = [
    `${name}: ${articles} articles, ${changed} would change`,
    ...byField.map(([field, count]) => `  ${field}: ${count}`),
    ...counted(result.removedAnew, 'with something else removed'),
    ...counted(result.noLongerRemoved, 'with something no longer removed'),
    ...counted(result.identities, 'with another address or text to find copies by'),
    ...counted(result.stories, 'with other links in stories'),
    ...counted(failed, 'that cannot be normalized, by a fault of ours'),
    ...result.examples.flatMap(showChange),
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

/** How the examples of rules came out, a line for each that fails. */
export function showFault({ example, field, expected, got }: ExampleFault): string {
  return printable(
    `example ${example}: ${field} is ${JSON.stringify(got)}; expected is ${JSON.stringify(expected)}`,
  );
}

function counted(count: number, what: string): string[] {
  return count === 0 ? [] : [`  ${count} ${what}`];
}

function showChange(change: ArticleChange): string[] {
  const { articleId, title, url, fields, removedAnew, noLongerRemoved, sameAs, links } = change;
  return [
    '',
    `article ${articleId}: ${title ?? 'no title'}${url === null ? '' : ` (${url})`}`,
    ...fields.map(({ field, parts }) => `  ${field}: ${indented(showDiff(parts))}`),
    ...removedAnew.map(({ rule, text }) => `  removed anew (${rule}): ${indented(text)}`),
    ...noLongerRemoved.map(({ rule, text }) => `  no longer removed (${rule}): ${indented(text)}`),
    ...named(sameAs, 'has the address or text of'),
    ...named(links.lost, 'in stories no longer linked to'),
    ...named(links.gained, 'in stories newly linked to'),
  ];
}

function named(ids: string[], what: string): string[] {
  return ids.length === 0 ? [] : [`  ${what} ${ids.join(', ')}`];
}

function indented(text: string): string {
  return text.replaceAll(/\n+/g, '\n    ');
}

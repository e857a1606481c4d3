import type { Command } from 'commander';
import type { RuleMatches } from '../../../domain/rule-matches.ts';
import type { RuleName } from '../../../normalize/operator/operator-rules.ts';
import type { Pool } from '../../../store/db.ts';
import type { CliDeps } from '../../cli-deps.ts';
import { eachFeed } from '../../each-feed.ts';
import { readPosition } from '../../option-values.ts';
import { outputOf } from '../../output.ts';
import { formatTable } from '../../table.ts';
import { withStore } from '../../with-store.ts';

const headings = ['WHERE', 'TRIED', 'MATCHED', 'LAST MATCH', 'UNMATCHED SINCE', 'RULE'];
const dayMs = 86_400_000;

interface ListOptions {
  days?: number;
  unmatched?: boolean;
}

/** A rule as it is shown: where it is written, what it says, and how it fared. */
type ListedRule = Pick<RuleName, 'rule' | 'place'> & Omit<RuleMatches, 'rule'>;

/** `rules list`: every rule of a site, an outlet or a feed, and what it found. */
export function addRulesList(rules: Command, deps: CliDeps): void {
  rules
    .command('list')
    .description('list the rules of sites, outlets and feeds, and on how many articles they found something')
    .option('--days <days>', 'count the last days (default: normalize.unmatchedRuleDays)', readPosition)
    .option('--unmatched', 'only rules that were tried in these days and found nothing')
    .action(async ({ days, unmatched = false }: ListOptions, command: Command) => {
      const output = outputOf(deps, command);
      const counted = days ?? (await deps.loadSettings()).normalize.unmatchedRuleDays;
      const since = new Date(deps.now().getTime() - counted * dayMs);
      const listed = await withStore(deps, async (pool) =>
        listRules(await allRules(pool, deps), pool, since),
      );
      const shown = listed.filter(({ tried, matched }) => !unmatched || (tried > 0 && matched === 0));
      if (!output.machine) return output.text(formatTable(headings, shown.map(toRow)));
      for (const rule of shown) await output.ndjson(rule);
    });
}

async function allRules(pool: Pool, deps: CliDeps): Promise<RuleName[]> {
  const { countedRules } = await import('../../../normalize/operator/operator-rules.ts');
  const { feedLayer } = await import('../../../normalize/rule-book.ts');
  const { sites } = await deps.loadRules();
  const rules = sites.flatMap((layer) => countedRules(layer.operator()));
  for await (const feed of eachFeed(pool)) {
    deps.signal.throwIfAborted();
    if (feed.rules !== null) rules.push(...countedRules(feedLayer(feed.id, feed.rules).operator()));
  }
  return rules;
}

async function listRules(rules: readonly RuleName[], pool: Pool, since: Date): Promise<ListedRule[]> {
  const { findRuleMatches } = await import('../../../store/rule-matches.ts');
  const matches = new Map((await findRuleMatches(pool, since)).map((one) => [one.rule, one]));
  return rules.map(({ id, rule, place }) => {
    const { tried = 0, matched = 0, lastMatchedOn = null, unmatchedSince = null } = matches.get(id) ?? {};
    return { place, rule, tried, matched, lastMatchedOn, unmatchedSince };
  });
}

function toRow({ place, rule, tried, matched, lastMatchedOn, unmatchedSince }: ListedRule): unknown[] {
  return [place, tried, matched, lastMatchedOn, unmatchedSince, rule];
}

import type { RuleMatches } from '../domain/rule-matches.ts';
import type { Db } from './db.ts';
import { storableText } from './storable.ts';

/** On how many articles of a batch a rule was tried, and on how many it found something. */
export interface RuleCount {
  rule: string;
  tried: number;
  matched: number;
}

/** Adds to the counts of the day (UTC) of `at`. In the order of the rules, so that two batches never wait for each other. */
export async function addRuleCounts(db: Db, counts: readonly RuleCount[], at: Date): Promise<void> {
  if (counts.length === 0) return;
  await db.query(
    `insert into rule_matches as m (rule, day, tried, matched)
     select rule, ($4::timestamptz at time zone 'UTC')::date, sum(tried), sum(matched)
       from unnest($1::text[], $2::integer[], $3::integer[]) as c (rule, tried, matched) group by rule order by rule
     on conflict (rule, day) do update set tried = m.tried + excluded.tried, matched = m.matched + excluded.matched`,
    [
      counts.map(({ rule }) => storableText(rule)),
      counts.map(({ tried }) => tried),
      counts.map(({ matched }) => matched),
      at,
    ],
  );
}

/** Every rule that was tried, with its counts from the day of `since` on. */
export async function findRuleMatches(db: Db, since: Date): Promise<RuleMatches[]> {
  const { rows } = await db.query<RuleMatches>(
    `select rule,
       coalesce(sum(tried) filter (where day >= from_day), 0)::integer as tried,
       coalesce(sum(matched) filter (where day >= from_day), 0)::integer as matched,
       to_char(last_day, 'YYYY-MM-DD') as "lastMatchedOn",
       to_char(min(day) filter (where last_day is null or day > last_day), 'YYYY-MM-DD') as "unmatchedSince"
     from (
       select *, max(day) filter (where matched > 0) over (partition by rule) as last_day,
         ($1::timestamptz at time zone 'UTC')::date as from_day
       from rule_matches
     ) counted
     group by rule, last_day order by rule`,
    [since],
  );
  return rows;
}

/** How many rules were tried since the day of `since`, and found nothing then nor later than then. */
export async function countUnmatchedRules(db: Db, since: Date): Promise<number> {
  const { rows } = await db.query<{ unmatched: number }>(
    `select count(*)::integer as unmatched from (
       select rule from rule_matches where day >= ($1::timestamptz at time zone 'UTC')::date
       group by rule having sum(matched) = 0
     ) silent
     where exists (select from rule_matches before
       where before.rule = silent.rule and before.day < ($1::timestamptz at time zone 'UTC')::date)`,
    [since],
  );
  return rows[0]?.unmatched ?? 0;
}

/** Deletes the counts of days before that of `before`. Relies on rule_matches_by_day. */
export async function pruneRuleMatches(db: Db, before: Date): Promise<void> {
  await db.query(`delete from rule_matches where day < ($1::timestamptz at time zone 'UTC')::date`, [before]);
}

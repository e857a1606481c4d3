import type { FeedContext } from '../domain/feed.ts';
import { layOver } from './lay-over.ts';
import type { NormalizeRules } from './rules.ts';

/** The rules in effect for an article at an address that a feed brought; those of all feeds where none is known. */
export type RulesFor = (feed: Pick<FeedContext, 'id' | 'rules'> | null, url: string | null) => NormalizeRules;

/** Lays each feed's rules over `rules` once, for the many items of a batch. Holds as many as it was asked for. */
export function createRulesFor(rules: NormalizeRules): RulesFor {
  const made = new Map<string, NormalizeRules>();
  return (feed) => {
    if (!feed?.rules) return rules;
    const own = made.get(feed.id) ?? layOver(rules, feed.rules);
    made.set(feed.id, own);
    return own;
  };
}

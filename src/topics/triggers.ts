import type { Query, QueryPhrase, QueryTerm } from '../domain/query.ts';

/** A term that an article must have, in its headline where it is asked for there. */
export type Trigger = QueryTerm & { inTitle: boolean };

type CountOf = (lexeme: string) => number;

/** Triggers, and about how many of some usual articles have one of them. */
interface Choice {
  triggers: Trigger[];
  cost: number;
}

/**
 * Terms of which every article that matches has at least one: the cheapest such set. Null where there is none, as for
 * what is only negated.
 */
export function triggersOf(query: Query, countOf: CountOf): Trigger[] | null {
  return choose(query, countOf)?.triggers ?? null;
}

function choose(query: Query, countOf: CountOf): Choice | null {
  switch (query.kind) {
    case 'phrase':
      return cheapest(choicesOf(query, countOf));
    case 'near':
      return cheapest([...choicesOf(query.left, countOf), ...choicesOf(query.right, countOf)]);
    case 'all':
      return cheapest(query.of.map((part) => choose(part, countOf)));
    case 'any':
      return together(query.of.map((part) => choose(part, countOf)));
    case 'not':
    case 'time':
    case 'words':
    case 'is':
      return null;
  }
}

function cheapest(choices: (Choice | null)[]): Choice | null {
  let best: Choice | null = null;
  for (const choice of choices) if (choice && (!best || choice.cost < best.cost)) best = choice;
  return best;
}

/** Each branch needs triggers of its own; one without leaves the whole without. */
function together(choices: (Choice | null)[]): Choice | null {
  const all = choices.filter((choice) => choice !== null);
  if (all.length < choices.length) return null;
  return {
    triggers: all.flatMap(({ triggers }) => triggers),
    cost: all.reduce((sum, { cost }) => sum + cost, 0),
  };
}

function choicesOf({ field, terms }: QueryPhrase, countOf: CountOf): Choice[] {
  const inTitle = field === 'title';
  return terms.map((term) => {
    const cost = costOf(term, countOf);
    return { triggers: [{ ...term, inTitle }], cost: inTitle ? cost * titleShare : cost };
  });
}

/** A word is about so much rarer in headlines than in whole articles. */
const titleShare = 0.1;

/** Beginnings are shared by many words, and words that nobody has counted are the rarer the longer they are. */
function costOf({ form, lexeme }: QueryTerm, countOf: CountOf): number {
  const guess = 1 / lexeme.length;
  return form === 'prefix' ? countOf(lexeme) + 100 * guess : countOf(lexeme) + guess;
}

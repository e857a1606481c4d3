import type { Draft } from '../draft.ts';
import { comparisonKey } from '../tidy-text.ts';
import type { AliasRule } from './operator-rules.ts';
import { noteTried } from './ruled-document.ts';

type Aliases = ReadonlyMap<string, AliasRule>;

/** Gives authors and agencies the names that operators want for them; whom they call nobody goes. */
export function giveUsualNames(draft: Draft): void {
  const { content, rules } = draft;
  const { authorAliases, agencyAliases } = rules.operator;
  for (const rule of [...authorAliases.values(), ...agencyAliases.values()]) noteTried(draft, rule, false);
  if (authorAliases.size > 0) nameAuthors(draft, authorAliases);
  if (content.agency !== null) content.agency = usualName(content.agency, agencyAliases, draft);
  for (const author of content.authors)
    if (author.affiliation !== null) author.affiliation = usualName(author.affiliation, agencyAliases, draft);
}

function nameAuthors(draft: Draft, aliases: Aliases): void {
  const named = new Map<string, Draft['content']['authors'][number]>();
  for (const author of draft.content.authors) {
    const name = usualName(author.name, aliases, draft);
    if (name !== null && !named.has(comparisonKey(name))) named.set(comparisonKey(name), { ...author, name });
  }
  draft.content.authors = [...named.values()];
}

/** The end of the chain of aliases; where those of several files go round in a circle, the name that closes it. */
function usualName(name: string, aliases: Aliases, draft: Draft): string | null {
  let current = name;
  const seen = new Set<string>();
  for (;;) {
    const key = comparisonKey(current);
    const rule = seen.has(key) ? undefined : aliases.get(key);
    if (rule === undefined) return current;
    seen.add(key);
    noteTried(draft, rule, true);
    if (rule.target === null) {
      draft.removed.push({ rule: rule.rule, text: current, place: rule.place });
      return null;
    }
    current = rule.target;
  }
}

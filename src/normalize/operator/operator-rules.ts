import { comparisonKey } from '../tidy-text.ts';
import type { AliasMap } from './aliases.ts';
import { readField } from './field-selector.ts';
import { type LinePattern, readLinePattern } from './line-pattern.ts';
import type { RuleOrigin } from './rule-layer.ts';
import type { OperatorRulesConfig, RuledField } from './rule-schema.ts';
import { compileSelector, type Selector } from './selector.ts';

/** Ids are keys of the store. */
const maxIdChars = 600;

/** A rule by which something is taken, as it is told, counted and found again. */
export interface RuleName {
  /** Stays the same when other rules come and go: `sites/example.com.yaml remove .ad`. */
  id: string;
  /** `remove .ad`. */
  rule: string;
  /** `sites/example.com.yaml:12`, `feed 7 remove[2]`. */
  place: string;
  /** The selectors of sites and outlets are for pages: that the body of a feed's item has nothing for them says nothing. */
  isForPages: boolean;
}

export interface SelectorRule extends RuleName {
  find: Selector;
}

export interface FieldRule extends SelectorRule {
  /** null: the text. */
  attribute: string | null;
}

export interface LineRule extends RuleName {
  matches: LinePattern;
}

export interface SetRule extends RuleName {
  value: string;
}

export interface AliasRule extends RuleName {
  /** null: no name. */
  target: string | null;
}

export type SetField = keyof NonNullable<OperatorRulesConfig['set']>;

/** What operators say of documents, prepared; of lists, what goes first stands first. */
export interface OperatorRules {
  body: readonly SelectorRule[];
  remove: readonly SelectorRule[];
  removeLines: readonly LineRule[];
  fields: ReadonlyMap<RuledField, readonly FieldRule[]>;
  set: ReadonlyMap<SetField, SetRule>;
  /** By comparison key. */
  authorAliases: ReadonlyMap<string, AliasRule>;
  agencyAliases: ReadonlyMap<string, AliasRule>;
  /** null: as the feed or the settings say. */
  fullText: OperatorRulesConfig['fullText'] | null;
}

export const noOperatorRules: OperatorRules = {
  body: [],
  remove: [],
  removeLines: [],
  fields: new Map(),
  set: new Map(),
  authorAliases: new Map(),
  agencyAliases: new Map(),
  fullText: null,
};

/** Prepares checked rules. */
export function operatorRulesOf(config: OperatorRulesConfig, origin: RuleOrigin): OperatorRules {
  const selected = (key: string) => (text: string, index: number) => ({
    ...nameOf(origin, key, text, [key, index]),
    find: selectorOf(text),
  });
  return {
    body: (config.body ?? []).map(selected('body')),
    remove: (config.remove ?? []).map(selected('remove')),
    removeLines: (config.removeLines ?? []).map((text, index) => ({
      ...nameOf(origin, 'removeLines', text, ['removeLines', index]),
      matches: patternOf(text),
    })),
    fields: new Map(
      entriesOf(config.fields).map(([field, list]) => [
        field,
        list.map((text, index) =>
          fieldRule(nameOf(origin, `fields.${field}`, text, ['fields', field, index]), text),
        ),
      ]),
    ),
    set: new Map(
      entriesOf(config.set).map(([field, value]) => [
        field,
        { ...nameOf(origin, `set.${field}`, value, ['set', field]), value },
      ]),
    ),
    authorAliases: aliasesOf('authorAliases', config.authorAliases, origin),
    agencyAliases: aliasesOf('agencyAliases', config.agencyAliases, origin),
    fullText: config.fullText ?? null,
  };
}

/** The rules together; `over` goes before `under`, and what they take away both take away. */
export function joinOperatorRules(under: OperatorRules, over: OperatorRules): OperatorRules {
  const fields = new Map(under.fields);
  for (const [field, list] of over.fields) fields.set(field, [...list, ...(under.fields.get(field) ?? [])]);
  return {
    body: [...over.body, ...under.body],
    remove: [...over.remove, ...under.remove],
    removeLines: [...over.removeLines, ...under.removeLines],
    fields,
    set: new Map([...under.set, ...over.set]),
    authorAliases: new Map([...under.authorAliases, ...over.authorAliases]),
    agencyAliases: new Map([...under.agencyAliases, ...over.agencyAliases]),
    fullText: over.fullText ?? under.fullText,
  };
}

/** All rules that can match or not, in the order of their kinds. */
export function countedRules(rules: OperatorRules): RuleName[] {
  const { body, remove, removeLines, fields, authorAliases, agencyAliases } = rules;
  const lists = [...fields.values(), authorAliases.values(), agencyAliases.values()];
  return [...body, ...remove, ...removeLines, ...lists.flatMap((list) => [...list])];
}

/** `text` is what tells the rule from others of its kind, `path` where it is written. */
function nameOf(
  origin: RuleOrigin,
  kind: string,
  text: string,
  path: readonly (string | number)[],
): RuleName {
  const rule = `${kind} ${text}`;
  const isForPages = origin.scope !== 'feed' && /^(?:body|remove|fields)\b/.test(kind);
  return { id: `${origin.name} ${rule}`.slice(0, maxIdChars), rule, place: origin.placeOf(path), isForPages };
}

function fieldRule(name: RuleName, text: string): FieldRule {
  const { selector, attribute } = readField(text);
  return { ...name, find: selectorOf(selector), attribute };
}

function aliasesOf(key: string, map: AliasMap | undefined, origin: RuleOrigin): Map<string, AliasRule> {
  return new Map(
    Object.entries(map ?? {}).map(([name, target]) => [
      comparisonKey(name),
      { ...nameOf(origin, key, name, [key, name]), target },
    ]),
  );
}

function selectorOf(text: string): Selector {
  const selector = compileSelector(text);
  if (selector === null) throw new Error(`the selector ${text} was not checked`);
  return selector;
}

function patternOf(text: string): LinePattern {
  const read = readLinePattern(text);
  if (read.kind === 'refused') throw new Error(`the pattern ${text} was not checked`);
  return read.matches;
}

function entriesOf<Key extends string, Value>(map: { [key in Key]?: Value | undefined } | undefined) {
  return Object.entries(map ?? {}).filter(([, value]) => value !== undefined) as [Key, Value][];
}

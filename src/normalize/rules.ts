import { z } from 'zod';

const words = z.array(z.string().trim().min(1).max(200)).max(2000);
const wordsByLanguage = z.record(z.string().max(20), words);

/** The rule files of `config/rules`, merged: each file brings one top-level key. */
export const normalizeRulesSchema = z.strictObject({
  byline: z.strictObject({
    leads: wordsByLanguage,
    joiners: wordsByLanguage,
    places: wordsByLanguage,
    roles: wordsByLanguage,
    qualifiers: words,
    particles: words,
    notNames: words,
    noReply: words,
  }),
  copyright: z.strictObject({ openers: wordsByLanguage, reserved: wordsByLanguage, notHolders: words }),
  sections: wordsByLanguage,
  organizations: z.strictObject({ agencies: words, words }),
  tracking: z.strictObject({ names: words, prefixes: words }),
});

export type NormalizeRulesConfig = z.infer<typeof normalizeRulesSchema>;

/** Words and phrases, all but the joiners in lower case. */
export interface BylineRules {
  leads: readonly string[];
  joiners: ReadonlySet<string>;
  places: ReadonlySet<string>;
  roles: ReadonlySet<string>;
  qualifiers: ReadonlySet<string>;
  particles: ReadonlySet<string>;
  notNames: ReadonlySet<string>;
  noReply: ReadonlySet<string>;
}

/** The rules in the shape the steps look them up in. Made once, by `compileRules`, and shared. */
export interface NormalizeRules {
  byline: BylineRules;
  copyright: {
    openers: readonly string[];
    reserved: readonly string[];
    notHolders: ReadonlySet<string>;
  };
  sections: ReadonlySet<string>;
  agencies: ReadonlyMap<string, string>;
  organizationWords: ReadonlySet<string>;
  tracking: { names: ReadonlySet<string>; prefixes: readonly string[] };
}

/** Prepares validated rules for `normalize`. The words of all languages hold at once: a feed's claim is often wrong. */
export function compileRules(config: NormalizeRulesConfig): NormalizeRules {
  const { byline, copyright, organizations, tracking } = config;
  return {
    byline: {
      leads: longestFirst(byline.leads),
      joiners: new Set(allLanguages(byline.joiners)),
      places: setOf(allLanguages(byline.places)),
      roles: setOf(allLanguages(byline.roles)),
      qualifiers: setOf(byline.qualifiers),
      particles: setOf(byline.particles),
      notNames: setOf(byline.notNames),
      noReply: setOf(byline.noReply),
    },
    copyright: {
      openers: longestFirst(copyright.openers),
      reserved: longestFirst(copyright.reserved),
      notHolders: setOf(copyright.notHolders),
    },
    sections: setOf(allLanguages(config.sections)),
    agencies: new Map(organizations.agencies.map((name) => [name.toLowerCase(), name])),
    organizationWords: setOf(organizations.words),
    tracking: { names: setOf(tracking.names), prefixes: [...setOf(tracking.prefixes)] },
  };
}

function allLanguages(byLanguage: Record<string, string[]>): string[] {
  return Object.values(byLanguage).flat();
}

function setOf(list: string[]): Set<string> {
  return new Set(list.map((word) => word.toLowerCase()));
}

function longestFirst(byLanguage: Record<string, string[]>): string[] {
  return [...setOf(allLanguages(byLanguage))].sort((a, b) => b.length - a.length);
}

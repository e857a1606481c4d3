import { z } from 'zod';
import { compilePageRules, type PageRules, pageRulesSchema } from './page/page-rules.ts';

const words = z.array(z.string().trim().min(1).max(200)).max(2000);
const wordsByLanguage = z.record(z.string().max(20), words);

const byline = z.strictObject({
  leads: wordsByLanguage,
  joiners: wordsByLanguage,
  places: wordsByLanguage,
  roles: wordsByLanguage,
  qualifiers: words,
  particles: words,
  notNames: words,
  noReply: words,
});
const copyright = z.strictObject({ openers: wordsByLanguage, reserved: wordsByLanguage, notHolders: words });
const organizations = z.strictObject({ agencies: words, words });
const tracking = z.strictObject({ names: words, prefixes: words });

/** The rule files of `config/rules`, merged: each file brings one top-level key. */
export const normalizeRulesSchema = z.strictObject({
  byline,
  copyright,
  sections: wordsByLanguage,
  organizations,
  tracking,
  page: pageRulesSchema,
});

export type NormalizeRulesConfig = z.infer<typeof normalizeRulesSchema>;

/**
 * The rules of one feed: any part of `config/rules`, by the same names. Laid over those, key by key and language by
 * language: the words of a list are added to the ones there; whatever is no list takes the place of what is there.
 */
export const feedRulesSchema = z
  .strictObject(
    {
      byline: byline.partial(),
      copyright: copyright.partial(),
      sections: wordsByLanguage,
      organizations: organizations.partial(),
      tracking: tracking.partial(),
      page: pageRulesSchema.partial(),
    },
    'use a map of rules',
  )
  .partial();

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
  page: PageRules;
  /** What these were made of, for the rules of a feed to be laid over. */
  config: NormalizeRulesConfig;
}

/** Prepares validated rules for `normalize`. The words of all languages hold at once: a feed's claim is often wrong. */
export function compileRules(config: NormalizeRulesConfig): NormalizeRules {
  const { byline, copyright, organizations, tracking, page } = config;
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
    page: compilePageRules(page, longestFirst(byline.leads)),
    config,
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

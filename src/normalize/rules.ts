import { z } from 'zod';
import { type BoilerplateRules, boilerplateSchema, compileBoilerplate } from './boilerplate-rules.ts';
import { type BylineRules, bylineSchema, compileByline } from './byline-rules.ts';
import {
  compileFullText,
  type FullTextRules,
  fullTextPartSchema,
  fullTextSchema,
} from './full-text/full-text-rules.ts';
import { noOperatorRules, type OperatorRules } from './operator/operator-rules.ts';
import { operatorRules } from './operator/rule-schema.ts';
import { compilePageRules, type PageRules, pageRulesSchema } from './page/page-rules.ts';
import { type PhraseIndex, phraseIndex } from './phrase-index.ts';
import { ruleExamplesSchema } from './rule-examples.ts';
import { longestFirst, setOf, words, wordsByLanguage } from './word-lists.ts';

const copyright = z.strictObject({
  openers: wordsByLanguage,
  reserved: wordsByLanguage,
  licenses: z.record(z.string().max(60), words),
  licenseOpeners: wordsByLanguage,
  notHolders: words,
});
const agency = z.strictObject({ before: wordsByLanguage, after: wordsByLanguage });
const organizations = z.strictObject({ agencies: words, words, surnames: words, endings: words });
const names = z.strictObject({ given: words, surnames: wordsByLanguage });
const places = z.strictObject({ names: words });
const embeds = z.strictObject({ hosts: words });
const tracking = z.strictObject({ names: words, prefixes: words });

/** The rule files of `config/rules`, merged: each file brings one top-level key. */
export const normalizeRulesSchema = z.strictObject({
  byline: bylineSchema,
  copyright,
  agency,
  boilerplate: boilerplateSchema,
  sections: wordsByLanguage,
  organizations,
  names,
  places,
  embeds,
  tracking,
  page: pageRulesSchema,
  teasers: fullTextSchema,
});

export type NormalizeRulesConfig = z.infer<typeof normalizeRulesSchema>;

/**
 * The rules of one feed: what operators say of its documents, and any part of `config/rules`, by the same names. These are
 * laid over those, key by key and language by language: the words of a list are added to the ones there; whatever is no list
 * takes the place of what is there.
 * Examples are no rules, but what these are checked by.
 */
export const feedRulesSchema = z
  .strictObject(
    {
      byline: bylineSchema
        .partial()
        .extend({
          credits: bylineSchema.shape.credits.partial(),
          jobs: bylineSchema.shape.jobs.partial(),
        })
        .partial(),
      copyright: copyright.partial(),
      agency: agency.partial(),
      boilerplate: boilerplateSchema
        .partial()
        .extend({ labels: boilerplateSchema.shape.labels.partial() })
        .partial(),
      sections: wordsByLanguage,
      organizations: organizations.partial(),
      names: names.partial(),
      places: places.partial(),
      embeds: embeds.partial(),
      tracking: tracking.partial(),
      page: pageRulesSchema.partial(),
      examples: ruleExamplesSchema,
      ...operatorRules,
      teasers: fullTextPartSchema,
    },
    'use a map of rules',
  )
  .partial();

export type FeedRules = z.output<typeof feedRulesSchema>;

/** Whom the rules of a file in `config/sites` are for. */
const maxNames = 1_000;
const useHosts =
  'use a list of hosts, e.g. example.com, which stands for its subdomains, too, or *.example.com for those alone';
const useNames = 'use a list of names of outlets, as feeds give them';
const host = z
  .string(useHosts)
  .trim()
  .toLowerCase()
  .max(253, useHosts)
  .regex(/^(?:\*\.)?[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*$/u, useHosts);

/** A file of rules to be tried: those of a feed, or those of a file of `config/sites`. */
export const ruleFileSchema = feedRulesSchema
  .extend({
    hosts: z
      .array(host, useHosts)
      .max(maxNames, useHosts)
      .describe(
        'Hosts with their subdomains, e.g. example.com; *.example.com stands for its subdomains alone.',
      ),
    outlets: z
      .array(z.string(useNames).trim().min(1, useNames).max(300, useNames), useNames)
      .max(maxNames, useNames)
      .describe('Outlets by the names that feeds give them.'),
  })
  .partial();

/** A file of `config/sites`: rules as a feed has them, for hosts, for outlets, or for both. */
export const siteRulesSchema = ruleFileSchema.refine(
  ({ hosts = [], outlets = [] }) => hosts.length + outlets.length > 0,
  {
    path: ['hosts'],
    error: 'use hosts, outlets or both to say whom the rules are for',
    when: ({ value }) => typeof value === 'object' && value !== null,
  },
);

export type SiteRulesConfig = z.output<typeof siteRulesSchema>;

/** The rules in the shape the steps look them up in. Made once, by `compileRules`, and shared. */
export interface NormalizeRules {
  byline: BylineRules;
  copyright: {
    openers: PhraseIndex;
    /** Matches, in small letters, a phrase that reserves rights. */
    reserved: RegExp;
    /** By the name they are told under. */
    licenses: ReadonlyMap<string, readonly string[]>;
    licenseOpeners: PhraseIndex;
    notHolders: ReadonlySet<string>;
  };
  /** What stands before and, by its last word, behind the name of a house in a line that credits it. */
  agencyCredit: { before: PhraseIndex; after: ReadonlyMap<string, readonly string[]> };
  boilerplate: BoilerplateRules;
  sections: ReadonlySet<string>;
  agencies: ReadonlyMap<string, string>;
  /** The first word of each agency's name, and how many words the longest of them has. */
  agencyStarts: ReadonlyMap<string, number>;
  organizationWords: ReadonlySet<string>;
  /** Matches a word, in small letters, that ends as organizations do where words are joined. */
  organizationEndings: RegExp;
  givenNames: ReadonlySet<string>;
  /** Chinese, Japanese and Korean ones. */
  surnames: ReadonlySet<string>;
  /** Words of organizations that persons are called, too. */
  houseSurnames: ReadonlySet<string>;
  places: ReadonlySet<string>;
  /** Matches, all over a text, jobs, agencies and places in scripts without spaces. */
  unspacedWord: RegExp;
  /** Sites whose frames stay as links. */
  embedHosts: ReadonlySet<string>;
  tracking: { names: ReadonlySet<string>; prefixes: readonly string[] };
  page: PageRules;
  /** What operators say of documents, beside words. */
  operator: OperatorRules;
  teasers: FullTextRules;
  /** What these were made of, for the rules of a feed to be laid over. */
  config: NormalizeRulesConfig;
}

/** Prepares validated rules for `normalize`. The words of all languages hold at once: a feed's claim is often wrong. */
export function compileRules(config: NormalizeRulesConfig): NormalizeRules {
  const { copyright, organizations, tracking, page } = config;
  const unspacedWord = unspacedWordOf(config);
  return {
    byline: compileByline(config.byline, unspacedWord),
    copyright: {
      openers: phraseIndex(copyright.openers),
      reserved: new RegExp(anyOf(Object.values(copyright.reserved).flat()), 'u'),
      licenses: new Map(Object.entries(copyright.licenses).map(([name, list]) => [name, longestFirst(list)])),
      licenseOpeners: phraseIndex(copyright.licenseOpeners),
      notHolders: setOf(copyright.notHolders),
    },
    agencyCredit: {
      before: phraseIndex(config.agency.before),
      after: Map.groupBy(longestFirst(config.agency.after), (phrase) =>
        phrase.slice(phrase.lastIndexOf(' ') + 1),
      ),
    },
    boilerplate: compileBoilerplate(config.boilerplate),
    sections: setOf(config.sections),
    agencies: new Map(organizations.agencies.map((name) => [name.toLowerCase(), name])),
    agencyStarts: agencyStarts(organizations.agencies),
    organizationWords: setOf(organizations.words),
    organizationEndings: new RegExp(`(?:${anyOf(organizations.endings)})$`, 'u'),
    givenNames: setOf(config.names.given),
    surnames: setOf(config.names.surnames),
    houseSurnames: setOf(organizations.surnames),
    places: setOf(config.places.names),
    unspacedWord,
    embedHosts: setOf(config.embeds.hosts),
    tracking: { names: setOf(tracking.names), prefixes: [...setOf(tracking.prefixes)] },
    page: compilePageRules(page, writerLeads(config)),
    operator: noOperatorRules,
    teasers: compileFullText(config.teasers),
    config,
  };
}

/** What opens a byline that names who wrote, the longest first. */
function writerLeads({ byline }: NormalizeRulesConfig): string[] {
  return longestFirst([byline.leads, byline.credits.writer].flatMap((list) => Object.values(list).flat()));
}

function agencyStarts(agencies: readonly string[]): Map<string, number> {
  const starts = new Map<string, number>();
  for (const name of agencies) {
    const words = name.toLowerCase().split(' ');
    const first = words[0] as string;
    starts.set(first, Math.max(words.length, starts.get(first) ?? 0));
  }
  return starts;
}

/** A pattern of these words, the longest first; of none, a pattern that matches nowhere. */
function anyOf(list: readonly string[]): string {
  const escaped = longestFirst(list).map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return escaped.length === 0 ? '(?!)' : escaped.join('|');
}

function unspacedWordOf({ byline, organizations, places }: NormalizeRulesConfig): RegExp {
  const jobs = Object.values(byline.roles).flat();
  const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{2,}$/u;
  const korean = /^\p{Script=Hangul}{2,}$/u;
  const found = [...jobs, ...organizations.agencies, ...places.names].filter((word) => unspaced.test(word));
  return new RegExp(anyOf([...found, ...jobs.filter((word) => korean.test(word))]), 'gu');
}

import { layOver } from './lay-over.ts';
import { createRuleLayer, type RuleLayer, type RuleOrigin } from './operator/rule-layer.ts';
import { feedRulesSchema, type NormalizeRules, type SiteRulesConfig } from './rules.ts';
import { comparisonKey } from './tidy-text.ts';

/** A file of config/sites, checked. */
export interface SiteRules extends Omit<RuleOrigin, 'scope'> {
  rules: SiteRulesConfig;
}

/** What of a feed decides which rules hold for its items. */
export interface RuledFeed {
  id: string;
  outlet: string | null;
  rules: Record<string, unknown> | null;
}

/** The rules in effect for an article at an address that a feed brought; those of all feeds where none is known. */
export type RulesFor = RuleBook['rulesFor'];

/** All rules there are: those for every article, and those for sites, outlets and feeds. */
export interface RuleBook {
  common: NormalizeRules;
  /** Those of config/sites. */
  sites: readonly RuleLayer[];
  /**
   * The rules for an article at `url` that a feed brought: over the common ones those of its site, a subdomain's over its
   * domain's, then those of its outlet, then the feed's own. Remembered, so that many items cost what one does.
   * Throws a ZodError where the feed's rules are not as feedRulesSchema wants them.
   */
  rulesFor(feed: RuledFeed | null, url: string | null): NormalizeRules;
}

/** Combinations of layers that are remembered; each holds about a kB beside what they share. */
const maxRemembered = 10_000;

export function createRuleBook(common: NormalizeRules, sites: readonly SiteRules[]): RuleBook {
  const byHost = new Map<string, RuleLayer>();
  const byOutlet = new Map<string, RuleLayer>();
  const numbers = new Map<RuleLayer, number>();
  for (const { rules, name, placeOf } of sites) {
    const { hosts = [], outlets = [] } = rules;
    const layer = createRuleLayer(rules, { name, placeOf, scope: outlets.length > 0 ? 'outlet' : 'site' });
    for (const host of hosts) byHost.set(hostKey(host), layer);
    for (const outlet of outlets) byOutlet.set(comparisonKey(outlet), layer);
    numbers.set(layer, numbers.size);
  }
  const prepared = new Map<string, NormalizeRules>();
  const ofFeeds = new WeakMap<object, Map<string, NormalizeRules>>();

  return {
    common,
    sites: [...numbers.keys()],
    rulesFor(feed, url) {
      const rules = feed?.rules ?? null;
      const layers = new Set(byHost.size === 0 || url === null ? [] : layersOf(url, byHost));
      const outlet = byOutlet.size > 0 && feed?.outlet ? byOutlet.get(comparisonKey(feed.outlet)) : undefined;
      // What is for the site and its outlet in one goes where the outlet's goes.
      if (outlet) {
        layers.delete(outlet);
        layers.add(outlet);
      }
      if (layers.size === 0 && rules === null) return common;
      const known = rules === null ? prepared : rememberedOf(ofFeeds, rules);
      const key = Array.from(layers, (layer) => numbers.get(layer)).join(' ');
      const before = known.get(key);
      if (before) return before;
      const made = layOver(common, [...layers, ...(feed && rules ? [feedLayer(feed.id, rules)] : [])]);
      if (known.size >= maxRemembered) known.clear();
      known.set(key, made);
      return made;
    },
  };
}

/** The rules of a feed as a layer. */
export function feedLayer(id: string, rules: Record<string, unknown>): RuleLayer {
  const name = `feed ${id}`;
  return createRuleLayer(feedRulesSchema.parse(rules), {
    scope: 'feed',
    name,
    placeOf: (path) => `${name} ${dotted(path)}`,
  });
}

function dotted(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1);
}

/** The layers of a host and of all domains that it is in, the widest first. */
function layersOf(url: string, byHost: ReadonlyMap<string, RuleLayer>): RuleLayer[] {
  const host = hostIn(url);
  const layers: RuleLayer[] = [];
  for (let at = 0; at >= 0; at = host.indexOf('.', at) + 1 || -1) {
    const domain = host.slice(at);
    const found = [at === 0 ? undefined : byHost.get(`*.${domain}`), byHost.get(domain)];
    for (const layer of found) if (layer) layers.unshift(layer);
  }
  return layers;
}

function hostKey(host: string): string {
  return host.startsWith('*.') ? `*.${hostIn(`http://${host.slice(2)}`)}` : hostIn(`http://${host}`);
}

function hostIn(url: string): string {
  return (URL.parse(url)?.hostname ?? '').replace(/^www\./, '');
}

function rememberedOf(
  known: WeakMap<object, Map<string, NormalizeRules>>,
  rules: object,
): Map<string, NormalizeRules> {
  const before = known.get(rules) ?? new Map<string, NormalizeRules>();
  known.set(rules, before);
  return before;
}

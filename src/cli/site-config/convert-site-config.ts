import { readSelector } from '../../normalize/operator/read-selector.ts';
import { canCompile } from '../../normalize/operator/selector.ts';
import type { Directive } from './read-directives.ts';
import { quoted } from './xpath-predicate.ts';
import { xpathToCss } from './xpath-to-css.ts';

/** A line that could not be carried, and why. */
export interface LeftLine {
  line: number;
  directive: string;
  reason: string;
}

/** Rules as a file of config/sites has them, but for the hosts. */
export interface ConvertedRules {
  body: string[];
  remove: string[];
  fields: Partial<Record<'title' | 'authors' | 'published', string[]>>;
}

export interface ConvertedConfig {
  rules: ConvertedRules;
  /** How many lines became rules. */
  carried: number;
  left: LeftLine[];
}

/** As many rules of a kind as a file may have. */
const maxRules = 200;

/** What only tells the other program how to work, or how to test it. */
const notNeeded: ReadonlySet<string> = new Set([
  ...['test_url', 'test_contains', 'tidy', 'prune', 'parser', 'autodetect_on_failure'],
  ...['convert_double_br_tags', 'insert_detected_image', 'skip_json_ld', 'strip_comments'],
]);

const unknownHere: Readonly<Record<string, string>> = {
  single_page_link: 'an article is read from one page, that of its item',
  single_page_link_in_feed: 'an article is read from one page, that of its item',
  next_page_link: 'an article is read from one page, that of its item',
  if_page_contains: 'rules hold for all pages of a site',
  http_header: 'headers belong to a feed: headers in config/feeds.yaml',
  replace_string: 'rules do not rewrite pages',
  find_string: 'rules do not rewrite pages',
  wrap_in: 'rules do not rewrite pages',
  dissolve: 'rules do not rewrite pages',
  strip_attr: 'rules do not rewrite pages',
  move_into: 'rules do not rewrite pages',
  src_lazy_load_attr: 'where pictures are kept late is known for all sites',
};

const fields = { title: 'title', author: 'authors', date: 'published' } as const;

/** Makes rules of the lines of a site config, and tells of every line that there is no rule for. */
export function convertSiteConfig(directives: readonly Directive[]): ConvertedConfig {
  const converted: ConvertedConfig = { rules: { body: [], remove: [], fields: {} }, carried: 0, left: [] };
  for (const directive of directives) {
    if (notNeeded.has(directive.name)) continue;
    const reason = carry(directive, converted.rules);
    if (reason === null) converted.carried += 1;
    else converted.left.push({ line: directive.line, directive: directive.name, reason });
  }
  return converted;
}

/** Adds a rule; says why where there is none. */
function carry({ name, value }: Directive, { body, remove, fields: read }: ConvertedRules): string | null {
  if (name === 'body') return addXpath(body, value, 'element');
  if (name === 'strip') return addXpath(remove, value, 'element');
  if (name === 'title' || name === 'author' || name === 'date') {
    read[fields[name]] ??= [];
    return addXpath(read[fields[name]] ?? [], value, 'value');
  }
  const unknown = unknownHere[name];
  if (unknown !== undefined) return unknown;
  const part = quoted(value.replace(/^["']|["']$/g, '').trim());
  if (part === '""') return 'it says nothing';
  if (name === 'strip_id_or_class') return add(remove, `[id*=${part}], [class*=${part}]`);
  if (name === 'strip_image_src') return add(remove, `img[src*=${part}]`);
  return 'it is no directive that is known';
}

function addXpath(list: string[], xpath: string, wanted: 'element' | 'value'): string | null {
  const css = xpathToCss(xpath);
  if (css.kind === 'not-carried') return css.reason;
  const { selector, attribute } = css;
  if (attribute === null) return add(list, selector);
  return wanted === 'value' ? add(list, selector, ` @${attribute}`) : 'it names an attribute, not an element';
}

function add(list: string[], selector: string, ending = ''): string | null {
  if (list.length >= maxRules) return `there are more than ${maxRules} of them`;
  const read = readSelector(selector);
  if (read.kind === 'refused') return read.reason;
  if (!canCompile(selector)) return 'it makes no selector';
  if (!list.includes(selector + ending)) list.push(selector + ending);
  return null;
}

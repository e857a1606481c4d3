import { Element, Text } from 'domhandler';
import { parseUrl } from './canonical-url.ts';
import { setChildren } from './dom-nodes.ts';
import type { Draft } from './draft.ts';
import type { NormalizeRules } from './rules.ts';

/** The address of a frame that shows part of the article; null for frames of other sites. */
export function embeddedUrl(frame: Element, rules: NormalizeRules): string | null {
  const source = frame.attribs['src'] ?? frame.attribs['data-src'] ?? '';
  const url = parseUrl(source.trim().replace(/^\/\//, 'https://'));
  return url && isEmbedHost(url, rules) ? url.href : null;
}

/** Makes a paragraph with a link to it of a frame. */
export function linkInstead(frame: Element, url: string): void {
  const link = new Element('a', { href: url });
  setChildren(link, [new Text(url)]);
  frame.name = 'p';
  frame.attribs = {};
  setChildren(frame, [link]);
}

/** The links to what was embedded stay in the HTML; they are no lines of the text. */
export function setEmbedsAside(draft: Draft): void {
  const { removed, rules } = draft;
  const kept = draft.lines.filter(({ text, number }) => {
    if (!text.startsWith('http')) return true;
    const url = parseUrl(text);
    const isEmbed = url !== null && isEmbedHost(url, rules);
    if (isEmbed) removed.push({ rule: 'embed', text, line: number });
    return !isEmbed;
  });
  draft.lines = kept;
}

function isEmbedHost({ protocol, hostname }: URL, rules: NormalizeRules): boolean {
  if (protocol !== 'https:' && protocol !== 'http:') return false;
  const host = hostname.replace(/^(?:www|m|player|embed)\./, '');
  return rules.embedHosts.has(host) || rules.embedHosts.has(hostname);
}

import { type ChildNode, type Element, isTag, isText, type ParentNode } from 'domhandler';
import { rawText, setChildren } from './dom-nodes.ts';
import type { Draft } from './draft.ts';
import { embeddedUrl, linkInstead } from './embeds.ts';
import { tidyLine } from './tidy-text.ts';

const maxRecordedChars = 500;

const frames: ReadonlySet<string> = new Set(['iframe', 'frame', 'frameset']);
const invisible: ReadonlySet<string> = new Set([
  ...[
    'script',
    'style',
    'template',
    'noscript',
    'head',
    'title',
    'meta',
    'link',
    'base',
    'object',
    'embed',
    'applet',
    'param',
  ],
  ...[
    'svg',
    'math',
    'canvas',
    'audio',
    'video',
    'source',
    'track',
    'textarea',
    'button',
    'input',
    'noembed',
    'noframes',
    'xmp',
  ],
]);

/** Takes away what a reader of the body never sees, or what runs code of others: scripts, frames, tracking pixels. Frames that show part of the article become links. */
export function stripInvisible(draft: Draft): void {
  stripIn(draft.root, draft);
}

function stripIn(parent: ParentNode, draft: Draft): void {
  const kept = parent.children.filter((child) => isVisible(child, draft));
  if (kept.length < parent.children.length) setChildren(parent, kept);
  for (const child of kept) if (isTag(child)) stripIn(child, draft);
}

function isVisible(node: ChildNode, draft: Draft): boolean {
  if (isText(node)) return true;
  if (!isTag(node)) return false;
  const rule = ruleAgainst(node);
  if (rule === null) return true;
  const embedded = rule === 'embed' ? embeddedUrl(node, draft.rules) : null;
  if (embedded !== null) {
    linkInstead(node, embedded);
    return true;
  }
  const text = rule === 'invisible' ? tidyLine(rawText([node])) : (node.attribs['src'] ?? '');
  if (text !== '') draft.removed.push({ rule, text: text.slice(0, maxRecordedChars) });
  return false;
}

function ruleAgainst(element: Element): string | null {
  const { name, attribs } = element;
  if (frames.has(name)) return 'embed';
  if (invisible.has(name) || isHidden(element)) return 'invisible';
  return name === 'img' && (isTiny(attribs['width']) || isTiny(attribs['height'])) ? 'tracking-pixel' : null;
}

/** Whether the page itself says not to show it. */
export function isHidden({ attribs }: Element): boolean {
  return attribs['hidden'] !== undefined || isStyledAway(attribs['style']);
}

function isStyledAway(style: string | undefined): boolean {
  return style !== undefined && /display:\s?none|visibility:\s?hidden/i.test(style);
}

/** A picture of at most two pixels is there to be fetched, not to be seen. */
function isTiny(size: string | undefined): boolean {
  return size !== undefined && /^[012](?:px)?$/.test(size.trim());
}

import type { Element } from 'domhandler';
import type { Removal } from '../../domain/article.ts';
import { cutWhere } from './cut-where.ts';
import { measureText, type TextMeasures } from './measure-text.ts';
import { isNamed } from './name-words.ts';
import type { PageRules } from './page-rules.ts';

/** What holds more of the page's prose than this is no furniture, whatever it is called. */
const maxProseShare = 0.35;

const furnitureElements: ReadonlySet<string> = new Set([
  'nav',
  'aside',
  'footer',
  'dialog',
  'form',
  'menu',
  'select',
]);
const furnitureRoles: ReadonlySet<string> = new Set([
  'navigation',
  'complementary',
  'contentinfo',
  'banner',
  'search',
  'dialog',
  'alertdialog',
  'menu',
  'menubar',
  'toolbar',
  'tooltip',
]);

/** Takes what stands around an article and inside it without being part of it: menus, share bars, teasers, forms. */
export function cutFurniture(root: Element, rules: PageRules, removed: Removal[]): void {
  const measures = measureText(root);
  const maxProse = maxProseShare * (measures.get(root)?.prose ?? 0);
  cutWhere(root, (element) => isFurniture(element, { measures, maxProse, rules }), 'furniture', removed);
}

interface Judgement {
  measures: TextMeasures;
  maxProse: number;
  rules: PageRules;
}

function isFurniture(element: Element, { measures, maxProse, rules }: Judgement): boolean {
  const measure = measures.get(element);
  if (measure === undefined || element.name === 'body' || element.name === 'html') return false;
  const isCalled =
    furnitureElements.has(element.name) ||
    furnitureRoles.has(element.attribs['role'] ?? '') ||
    isNamed(element, rules.furniture);
  return isCalled && measure.prose <= maxProse;
}

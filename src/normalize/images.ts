import type { Element } from 'domhandler';
import type { ArticleImage } from '../domain/article.ts';
import { parseUrl } from './canonical-url.ts';
import { readCaption } from './captions.ts';
import { elementsIn } from './dom-nodes.ts';
import type { Draft } from './draft.ts';

const maxImages = 100;

/** Where pages that load pictures late keep the real address. */
const lateSources = ['data-src', 'data-original', 'data-lazy-src'];

/** Collects the pictures of the body and of the feed; one without an http(s) address goes. */
export function collectImages(draft: Draft): void {
  const { content, claims, removed } = draft;
  for (const image of elementsIn(draft.root)) {
    if (image.name !== 'img') continue;
    const url = sourceOf(image, draft.baseUrl);
    if (url === null) {
      removed.push({ rule: 'image', text: (image.attribs['src'] ?? '').slice(0, 200) });
      image.name = 'span';
    } else {
      image.attribs['src'] = url;
      add(content.images, { ...sizeOf(image), url, ...readCaption(image, draft) });
    }
  }
  for (const claim of claims.images) {
    const url = httpUrl(claim, draft.baseUrl);
    if (url) add(content.images, { url, caption: null, credit: null, width: null, height: null });
  }
}

function add(images: ArticleImage[], image: ArticleImage): void {
  if (images.length < maxImages && !images.some((other) => other.url === image.url)) images.push(image);
}

function sourceOf(image: Element, base: string | null): string | null {
  const candidates = [...lateSources.map((name) => image.attribs[name]), image.attribs['src']];
  candidates.push(image.attribs['srcset']?.slice(0, 2000).trim().split(/[\s,]/)[0]);
  for (const candidate of candidates) {
    const url = candidate ? httpUrl(candidate, base) : null;
    if (url !== null) return url;
  }
  return null;
}

function httpUrl(address: string, base: string | null): string | null {
  const url = parseUrl(address, base);
  return url && (url.protocol === 'http:' || url.protocol === 'https:') ? url.href : null;
}

function sizeOf(image: Element): { width: number | null; height: number | null } {
  return { width: pixels(image.attribs['width']), height: pixels(image.attribs['height']) };
}

function pixels(value: string | undefined): number | null {
  return value !== undefined && /^\d{1,5}(?:px)?$/.test(value.trim()) ? Number.parseInt(value, 10) : null;
}

import { parseUrl } from './canonical-url.ts';
import { elementsIn } from './dom-nodes.ts';
import type { Draft } from './draft.ts';

const linkSchemes: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:']);

/** Makes the addresses of links absolute; a link that leads nowhere a reader may go is only its text. */
export function resolveLinks(draft: Draft): void {
  for (const element of elementsIn(draft.root)) {
    if (element.name !== 'a') continue;
    const href = element.attribs['href'];
    const url = href === undefined ? null : parseUrl(href, draft.baseUrl);
    if (url !== null && linkSchemes.has(url.protocol)) element.attribs['href'] = url.href;
    else element.name = 'span';
  }
}

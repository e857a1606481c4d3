import { rawText } from './dom-nodes.ts';
import { parseHtml } from './parse-html.ts';
import { tidyLine } from './tidy-text.ts';

/** A claim longer than this is read only so far, in characters. */
const maxClaimChars = 20_000;

/** Text or HTML as one line of text; null where nothing is left. */
export function plainText(claim: string | null): string | null {
  if (claim === null) return null;
  const bounded = claim.slice(0, maxClaimChars);
  const hasEntities = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/i.test(bounded);
  const hasTags = /<\/?(?:[abipuq]|br|div|em|strong|span|sub|sup|img|ul|ol|li|h[1-6])[\s/>]/i.test(bounded);
  if (!hasEntities && !hasTags) return tidyLine(bounded) || null;
  const { root } = parseHtml(
    hasTags ? bounded.replaceAll(/<(?=\/?(?:p|br|div|li|h[1-6])[\s/>])/gi, ' <') : escapeTags(bounded),
  );
  return tidyLine(rawText(root.children)) || null;
}

function escapeTags(text: string): string {
  return text.replaceAll('<', '&lt;');
}

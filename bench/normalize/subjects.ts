import { join } from 'node:path';
import { normalize } from '../../src/normalize/normalize.ts';
import { noClaims } from '../../src/normalize/normalize-input.ts';
import { readRules } from '../../workers/rules.ts';

/** A web page as it was served, decoded. */
export interface Page {
  html: string;
  url: string | null;
}

/** Makes an article of a page; the length of its text. */
type Extract = (page: Page) => Promise<number>;

const rules = readRules(join(import.meta.dirname, '../../config')).common;

/** Wiredesk's normalization and other packages, by name; each is loaded where it is measured. */
export const subjects: Record<string, Extract> = {
  wiredesk: async ({ html, url }) =>
    normalize({ type: 'page', body: html, url, claims: noClaims }, rules).content.bodyText.length,
  'readability on jsdom': async (page) => {
    const { Readability } = await import('@mozilla/readability');
    return withDocument(page, async (document) => {
      return new Readability(document as never).parse()?.textContent?.length ?? 0;
    });
  },
  'defuddle on jsdom': async (page) => {
    const { Defuddle } = await import('defuddle/node');
    return withDocument(page, async (document) => {
      const { content } = await Defuddle(document as never, page.url ?? undefined);
      return content.length;
    });
  },
};

/** jsdom says what it does not support on a console of its own. */
async function withDocument(
  { html, url }: Page,
  extract: (document: unknown) => Promise<number>,
): Promise<number> {
  const { JSDOM, VirtualConsole } = await import('jsdom');
  const dom = new JSDOM(html, { ...(url !== null && { url }), virtualConsole: new VirtualConsole() });
  try {
    return await extract(dom.window.document);
  } finally {
    dom.window.close();
  }
}

import type { Draft } from '../draft.ts';

/** What rules say of the article holds, whatever the steps before found. */
export function keepRuledFields({ content, ruled, sources }: Draft): void {
  Object.assign(content, ruled.content);
  if (ruled.copyrightHolder !== null) {
    const { year = null, notice = null, license = null } = content.copyright ?? {};
    content.copyright = { holder: ruled.copyrightHolder, year, notice, license };
  }
  Object.assign(sources, ruled.sources);
}

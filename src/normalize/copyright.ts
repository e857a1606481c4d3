import type { Copyright } from '../domain/article.ts';
import { isCopyrightLine } from './copyright-line.ts';
import { readNotice } from './copyright-notice.ts';
import type { Draft } from './draft.ts';
import { headLines, tailLines } from './head.ts';
import { takeLines } from './lines.ts';
import { plainText } from './plain-text.ts';

/** Takes the copyright lines at the top and the end of the body. The first is the notice; others fill its gaps. */
export function takeCopyright(draft: Draft): void {
  const { content, rules } = draft;
  const around = new Set([...headLines(draft), ...tailLines(draft)]);
  const lines = [...around].filter((line) => isCopyrightLine(line.text, rules));
  for (const line of lines) content.copyright = filled(content.copyright, readNotice(line.text, rules));
  takeLines(draft, lines, 'copyright');
}

/** The feed's own notice, and what a page's data says, fill what the body's leaves open. */
export function claimCopyright({ claims, content, page, rules }: Draft): void {
  const rights = plainText(claims.rights);
  if (rights !== null) content.copyright = filled(content.copyright, readNotice(rights, rules));
  if (page?.copyright) content.copyright = filled(content.copyright, page.copyright);
}

function filled(copyright: Copyright | null, other: Copyright): Copyright {
  if (copyright === null) return other;
  return {
    notice: copyright.notice ?? other.notice,
    holder: copyright.holder ?? other.holder,
    year: copyright.year ?? other.year,
    license: copyright.license ?? other.license,
  };
}

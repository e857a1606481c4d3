import type { NormalizedArticle } from '../domain/article.ts';
import { takeAgencyCredit } from './agency-credit.ts';
import { settleAuthors } from './authors.ts';
import { writeBodyText } from './body-text.ts';
import { takeBoilerplate } from './boilerplate.ts';
import { takeByline } from './byline.ts';
import { setCaptionsAside, takePhotoCredits } from './captions.ts';
import { claimTags, claimTimes, settleUrl } from './claims.ts';
import { claimCopyright, takeCopyright } from './copyright.ts';
import { takeDateLines } from './date-lines.ts';
import { takeDateline } from './dateline.ts';
import { createDraft, type Step } from './draft.ts';
import { setEmbedsAside } from './embeds.ts';
import { untilSettled } from './head.ts';
import { takeRepeatedHeadline } from './headline.ts';
import { collectImages } from './images.ts';
import { takeLabels } from './labels.ts';
import { settleLanguage } from './language.ts';
import { layOutBody } from './layout.ts';
import type { Line } from './lines.ts';
import { resolveLinks } from './links.ts';
import { nameCaptions } from './name-captions.ts';
import type { NormalizeInput } from './normalize-input.ts';
import { markNotes } from './notes.ts';
import { giveUsualNames } from './operator/give-usual-names.ts';
import { keepRuledFields } from './operator/keep-ruled-fields.ts';
import { takeRuledLines } from './operator/take-ruled-lines.ts';
import type { PageReading } from './page/read-page.ts';
import { settlePageAuthors } from './page/settle-page-authors.ts';
import { takeCaptions } from './page/take-captions.ts';
import { takePageCruft } from './page/take-page-cruft.ts';
import { takePageHead } from './page/take-page-head.ts';
import type { NormalizeRules } from './rules.ts';
import { writeBodyHtml } from './sanitize.ts';
import { claimSection, takeSection } from './section.ts';
import { stripInvisible } from './strip-invisible.ts';
import { takeSubtitle } from './subtitle.ts';
import { writeSummary } from './summary.ts';
import { findTitle } from './title.ts';
import { writeWordCount } from './word-count.ts';

/** What becomes of a body, in this order. */
const steps: readonly Step[] = [
  stripInvisible,
  resolveLinks,
  nameCaptions,
  collectImages,
  takeCaptions,
  layOutBody,
  takePageCruft,
  setCaptionsAside,
  setEmbedsAside,
  takeRuledLines,
  takeLabels,
  takeBoilerplate,
  takePhotoCredits,
  untilSettled(
    findTitle,
    takeDateLines,
    takeSection,
    takeRepeatedHeadline,
    takeSubtitle,
    takeByline,
    takeCopyright,
    takeAgencyCredit,
  ),
  takePageHead,
  takeDateline,
  markNotes,
  claimSection,
  settlePageAuthors,
  settleAuthors,
  claimCopyright,
  settleUrl,
  claimTimes,
  claimTags,
  writeBodyHtml,
  writeBodyText,
  writeWordCount,
  settleLanguage,
  writeSummary,
  keepRuledFields,
  giveUsualNames,
];

/** An article, and what it was read from. */
export interface ReadArticle extends NormalizedArticle {
  /** What the page says of it; null for other inputs. */
  page: PageReading | null;
  /** The lines that are its text, by their places among the lines of the body; `removed` has the others. */
  lines: readonly Pick<Line, 'number' | 'text'>[];
}

/** Makes an article of an item: pure, total (any string, no exception) and linear in the length of the body. */
export function normalize(input: NormalizeInput, rules: NormalizeRules): ReadArticle {
  const draft = createDraft(input, rules);
  for (const step of steps) step(draft);
  const { content, removed, sources, tried, page, lines } = draft;
  return { content, removed, sources, tried, page, lines };
}

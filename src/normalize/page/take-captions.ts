import type { Draft } from '../draft.ts';
import { cutWhere } from './cut-where.ts';
import { isNamed } from './name-words.ts';

/** Captions and credits stand with their pictures and not in the text of a page. */
export function takeCaptions({ page, root, rules, removed }: Draft): void {
  if (page === null) return;
  cutWhere(
    root,
    (element) => element.name === 'figcaption' || isNamed(element, rules.page.captions),
    'caption',
    removed,
  );
}

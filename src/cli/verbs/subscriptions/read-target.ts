import { readUrl } from '../../option-values.ts';

/** What is called as a URL: an address of e-mail, with or without `mailto:`, or one of http. */
export function readTarget(text: string): string {
  if (/^(?:mailto:)?[^\s@:/]+@[^\s@:/]+$/i.test(text))
    return text.startsWith('mailto:') ? text : `mailto:${text}`;
  return readUrl(text);
}

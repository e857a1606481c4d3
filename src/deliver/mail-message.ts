import { escapeUTF8 } from 'entities';
import type { DiffPart } from '../domain/revision.ts';
import { type NoticedOutlet, type NoticedStory, shorten } from './notice.ts';

/** What a mail says. */
export interface MailText {
  /** On one line. */
  subject: string;
  text: string;
  html: string;
}

const maxSubjectChars = 200;
const maxOutlets = 20;

/** A notice as a mail, in plain text and HTML; without a story it shows that the address can be reached. */
export function mailText(name: string, stories: NoticedStory[], unsubscribeUrl: string): MailText {
  const why = `You get this as the subscription “${shorten(name, maxSubjectChars)}” of Wiredesk.`;
  const test = stories.length === 0 ? ['This is a test: the address can be reached.'] : [];
  return {
    subject: subjectOf(name, stories),
    text: [...test, ...stories.map(plainStory), `-- \n${why}\nUnsubscribe: ${unsubscribeUrl}`].join('\n\n'),
    html: [
      '<!doctype html><html><head><meta charset="utf-8"></head>',
      '<body style="font-family:sans-serif;line-height:1.4;max-width:40em">',
      ...test.map((line) => `<p>${line}</p>`),
      ...stories.map(htmlStory),
      `<hr><p style="font-size:small">${escapeUTF8(why)} <a href="${escapeUTF8(unsubscribeUrl)}">Unsubscribe</a></p>`,
      '</body></html>',
    ].join('\n'),
  };
}

/** With the marks of all that is wrong or withdrawn, wherever in the mail it stands. */
function subjectOf(name: string, stories: NoticedStory[]): string {
  const [first] = stories;
  if (!first) return shorten(`Test: ${name}`, maxSubjectChars);
  const marks = new Set(stories.map(({ mark }) => mark));
  if (stories.length > 1) marks.delete('UPDATE');
  const marked = [...marks].filter((mark) => mark !== null).join(', ');
  const others = stories.length > 1 ? ` (and ${stories.length - 1} more)` : '';
  const prefix = marked && `${marked}: `;
  return `${prefix}${shorten(first.headline, maxSubjectChars - prefix.length - others.length)}${others}`;
}

function plainStory({ mark, headline, url, outlets, reason, summary, changes }: NoticedStory): string {
  const lines = [
    `${mark ? `${mark}: ` : ''}${headline}`,
    shownOutlets(outlets, ({ name }) => name),
    url,
    reason && `Withdrawn: ${reason}`,
    summary && `\n${summary}`,
    changes.length > 0 && `\nWhat changed: ${changes.map(plainPart).join('')}`,
  ];
  return lines.filter(Boolean).join('\n');
}

function htmlStory({ mark, headline, url, outlets, reason, summary, changes }: NoticedStory): string {
  const title = url === null ? escapeUTF8(headline) : anchor(url, headline);
  const shown = shownOutlets(outlets, (one) =>
    one.url === null ? escapeUTF8(one.name) : anchor(one.url, one.name),
  );
  return [
    `<h2 dir="auto" style="font-size:1.1em;margin-bottom:0">${mark ? `${mark}: ` : ''}${title}</h2>`,
    shown && `<p dir="auto" style="margin:0">${shown}</p>`,
    reason && `<p dir="auto"><strong>Withdrawn:</strong> ${escapeUTF8(reason)}</p>`,
    summary && `<p dir="auto">${escapeUTF8(summary)}</p>`,
    changes.length > 0 &&
      `<p dir="auto"><strong>What changed:</strong> ${changes.map(htmlPart).join('')}</p>`,
  ]
    .filter(Boolean)
    .join('\n');
}

function shownOutlets(outlets: NoticedOutlet[], show: (outlet: NoticedOutlet) => string): string {
  const shown = outlets.slice(0, maxOutlets).map(show).join(' · ');
  return outlets.length > maxOutlets ? `${shown} and ${outlets.length - maxOutlets} more` : shown;
}

/** As wdiff writes changes. */
function plainPart({ kind, text }: DiffPart): string {
  return kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`;
}

function htmlPart({ kind, text }: DiffPart): string {
  const escaped = escapeUTF8(text);
  return kind === 'same' ? escaped : kind === 'added' ? `<ins>${escaped}</ins>` : `<del>${escaped}</del>`;
}

function anchor(url: string, text: string): string {
  return `<a href="${escapeUTF8(url)}">${escapeUTF8(text)}</a>`;
}

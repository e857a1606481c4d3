import type { DiffPart } from '../domain/revision.ts';
import { type NoticedOutlet, type NoticedStory, shorten } from './notice.ts';

/** A call as it goes over the wire. */
export interface ChatMessage {
  headers: Record<string, string>;
  body: string;
}

/** Slack's limit of a section. Four stories fit into one, so the largest notice takes the 50 blocks that a message may have. */
const maxSectionChars = 3000;
const maxStoryChars = 700;
const maxOutlets = 5;
const maxHeadlineChars = 300;
const maxTextChars = 300;
const maxUrlChars = 250;

/**
 * A notice in the form of Slack's incoming webhooks, which others take too: `text` is what a notification shows, `blocks`
 * are the stories. Without a story it shows that the target can be reached.
 */
export function chatMessage(name: string, stories: NoticedStory[]): ChatMessage {
  const [first] = stories;
  const text = first
    ? `${headlineOf(first)}${more(stories.length - 1)}`
    : `${escapedForChat(name)}: this is a test`;
  const sections = stories.length === 0 ? [text] : packed(stories.map(paragraph));
  const blocks = sections.map((section) => ({ type: 'section', text: { type: 'mrkdwn', text: section } }));
  return {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, blocks, unfurl_links: false }),
  };
}

/** As many to a section as it holds. */
function packed(paragraphs: string[]): string[] {
  const sections: string[] = [];
  for (const one of paragraphs) {
    const last = sections.at(-1);
    if (last !== undefined && last.length + one.length + 2 <= maxSectionChars)
      sections[sections.length - 1] = `${last}\n\n${one}`;
    else sections.push(one);
  }
  return sections;
}

/** Each line is whole or left out: what is cut through would be no markup any more. */
function paragraph(story: NoticedStory): string {
  const lines = [
    outletsLine(story.outlets),
    story.reason && `Withdrawn: ${escapedForChat(shorten(story.reason, maxTextChars))}`,
    story.changes.length > 0 ? changesLine(story.changes) : story.summary && escapedForChat(story.summary),
  ];
  let text = `*${story.url === null ? headlineOf(story) : link(story.url, headlineOf(story))}*`;
  for (const line of lines) if (line && text.length + line.length < maxStoryChars) text += `\n${line}`;
  return text;
}

function headlineOf({ mark, headline }: NoticedStory): string {
  const whole = escapedForChat(headline);
  // Escaping makes a character five at most.
  const text =
    whole.length <= maxHeadlineChars ? whole : escapedForChat(shorten(headline, maxHeadlineChars / 5));
  return `${mark ? `${mark}: ` : ''}${text}`;
}

function outletsLine(outlets: NoticedOutlet[]): string {
  const shown = outlets.slice(0, maxOutlets).map(({ name, url }) => {
    const text = escapedForChat(shorten(name, 60));
    return url === null ? text : link(url, text);
  });
  return `${shown.join(' · ')}${more(outlets.length - shown.length)}`;
}

function changesLine(parts: DiffPart[]): string {
  const text = parts.map(({ kind, text }) =>
    kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`,
  );
  return escapedForChat(shorten(text.join(''), maxTextChars));
}

function more(count: number): string {
  return count > 0 ? ` and ${count} more` : '';
}

/** In Slack's markup these three are control characters, and no others; a link's address ends at a bar. */
export function escapedForChat(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function link(url: string, text: string): string {
  const address = escapedForChat(url.replaceAll('|', '%7C'));
  return address.length > maxUrlChars ? text : `<${address}|${text}>`;
}

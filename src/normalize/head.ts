import type { Draft, Step } from './draft.ts';
import type { Line } from './lines.ts';

/** The head ends after so many lines, whatever they are. */
const maxHeadLines = 12;
const maxTailLines = 6;
const maxLabelChars = 40;
const maxRounds = 8;

/** The lines above the first one of running text: section, headline, byline, copyright notice stand there. */
export function headLines(draft: Draft): Line[] {
  const head: Line[] = [];
  for (const line of draft.lines) {
    if (head.length === maxHeadLines || isProse(line)) break;
    head.push(line);
  }
  return head;
}

/** The last lines of the body. */
export function tailLines(draft: Draft): Line[] {
  return draft.lines.slice(-maxTailLines);
}

/** Running text: long, or a whole sentence of some length. */
export function isProse(line: Pick<Line, 'text'>): boolean {
  return line.text.length > 200 || (line.text.length > 70 && /[.!?…。！？]["'”’»」)]?$/.test(line.text));
}

/** Short as a section label: a few words and no end of a sentence. */
export function isLabelShaped(text: string): boolean {
  return text.length <= maxLabelChars && text.split(' ').length <= 4 && !/[.!?:;,。！？…"”]$/.test(text);
}

/** Takes the given steps over and over while they take lines away: what one takes lets another see further. */
export function untilSettled(...steps: Step[]): Step {
  return function takeUntilSettled(draft) {
    for (let round = 0; round < maxRounds; round += 1) {
      const before = draft.lines.length;
      for (const step of steps) step(draft);
      if (draft.lines.length === before) return;
    }
  };
}

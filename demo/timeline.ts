import type { ArticleText } from './article-texts.ts';
import type { Outlet } from './outlet.ts';
import { randomFor, shuffled } from './random.ts';

/**
 * All that decides which story appears where and when. Stories are numbered from 0 and come one a beat; a beat is
 * `paceSeconds` long, and the first `backlogStories` lie before second 0.
 */
export interface Plan {
  seed: number;
  paceSeconds: number;
  /** In the order in which they are told, over and over: each round fills their slots anew. */
  deck: readonly ArticleText[];
  outlets: readonly Outlet[];
  agencyKey: string;
}

export type Edition = 'first' | 'corrected' | 'killed';

/** A story as it stands in one outlet's feed. Times are seconds since the start, negative before it. */
export interface Appearance {
  story: number;
  /** How often the deck was gone through before. */
  round: number;
  text: ArticleText;
  /** Whose reporters wrote it: the agency for a wire story. */
  origin: Outlet;
  publishedAt: number;
  changedAt: number;
  edition: Edition;
}

export interface FeedState {
  /** Newest first, at most 20. */
  shown: Appearance[];
  /** When the feed last gained, changed or lost an item. */
  changedAt: number;
}

interface Story {
  number: number;
  text: ArticleText;
  origin: Outlet;
  writtenAt: number;
}

const backlogStories = 20;
const shownItems = 20;
/** How many stories back a feed's items are looked for: rounds enough to fill the quietest feed. */
const lookbackStories = 600;
const correctedOneIn = 6;
/** In beats: 20–40 s and 40–60 s at the default pace of four seconds. */
const correctionDelay = { least: 5, spread: 5 };
const killDelay = { least: 10, spread: 5 };
const carrierDelay = { least: 0.5, spread: 2.5 };

export function createPlan(
  texts: readonly ArticleText[],
  { seed, paceSeconds, outlets, agencyKey }: Omit<Plan, 'deck'>,
): Plan {
  return { seed, paceSeconds, outlets, agencyKey, deck: shuffled(randomFor(seed, 'deck'), texts) };
}

/** What the outlet's feed holds at a time: the same for the same plan and second. */
export function feedStateAt(plan: Plan, outlet: Outlet, elapsedSeconds: number): FeedState {
  const published = storiesUntil(plan, elapsedSeconds)
    .map((story) => appearanceIn(plan, outlet, story, elapsedSeconds))
    .filter((appearance) => appearance !== null)
    .sort((one, other) => other.publishedAt - one.publishedAt);
  return {
    shown: published
      .filter(({ edition, origin }) => edition !== 'killed' || origin === outlet)
      .slice(0, shownItems),
    changedAt: published.reduce(
      (latest, { changedAt }) => Math.max(latest, changedAt),
      -backlogStories * plan.paceSeconds,
    ),
  };
}

function storiesUntil(plan: Plan, elapsedSeconds: number): Story[] {
  const latest = Math.floor(elapsedSeconds / plan.paceSeconds) + backlogStories;
  const stories: Story[] = [];
  for (let number = Math.max(0, latest - lookbackStories); number <= latest; number++) {
    const story = storyNumbered(plan, number);
    if (story !== null) stories.push(story);
  }
  return stories;
}

function storyNumbered(plan: Plan, number: number): Story | null {
  const text = plan.deck[number % plan.deck.length];
  const origin = text === undefined ? undefined : originOf(plan, text, number);
  if (text === undefined || origin === undefined) return null;
  const jitter = randomFor(plan.seed, 'jitter', number)();
  return { number, text, origin, writtenAt: (number - backlogStories + jitter) * plan.paceSeconds };
}

function originOf(plan: Plan, text: ArticleText, number: number): Outlet | undefined {
  if (text.wire) return plan.outlets.find(({ key }) => key === plan.agencyKey);
  const candidates = plan.outlets.filter(
    ({ key, language }) => key !== plan.agencyKey && language === text.language,
  );
  return candidates[Math.floor(randomFor(plan.seed, 'origin', number)() * candidates.length)];
}

function appearanceIn(plan: Plan, outlet: Outlet, story: Story, elapsedSeconds: number): Appearance | null {
  const publishedAt = publicationIn(plan, outlet, story);
  if (publishedAt === null || publishedAt > elapsedSeconds) return null;
  const { number, text, origin } = story;
  const round = Math.floor(number / plan.deck.length);
  const appearance = { story: number, round, text, origin, publishedAt };
  const fate = fateOf(plan, story, publishedAt);
  return fate === null || fate.at > elapsedSeconds
    ? { ...appearance, changedAt: publishedAt, edition: 'first' }
    : { ...appearance, changedAt: fate.at, edition: fate.edition };
}

/** When the outlet prints the story; null where it never does. */
function publicationIn(
  plan: Plan,
  outlet: Outlet,
  { text, origin, number, writtenAt }: Story,
): number | null {
  if (outlet === origin) return writtenAt;
  if (!text.wire || outlet.wireStyle === null) return null;
  return writtenAt + beats(plan, carrierDelay, 'carrier', outlet.key, number);
}

/** What becomes of a story once it is out. A kill reaches every outlet at once, a correction one by one. */
function fateOf(plan: Plan, story: Story, publishedAt: number): { edition: Edition; at: number } | null {
  const { number, writtenAt } = story;
  if (number % plan.deck.length === killedTurn(plan)) {
    return { edition: 'killed', at: writtenAt + beats(plan, killDelay, 'kill', number) };
  }
  if ((number + plan.seed) % correctedOneIn !== 0) return null;
  return { edition: 'corrected', at: publishedAt + beats(plan, correctionDelay, 'correction', number) };
}

/** The deck's turn that is withdrawn in every round: its first wire story after the backlog; -1 for none. */
function killedTurn(plan: Plan): number {
  return plan.deck.findIndex((text, turn) => text.wire && turn >= backlogStories);
}

function beats(
  plan: Plan,
  delay: { least: number; spread: number },
  ...labels: readonly (string | number)[]
): number {
  return (delay.least + delay.spread * randomFor(plan.seed, ...labels)()) * plan.paceSeconds;
}

import { InvalidArgumentError, Option } from 'commander';
import { WiredeskError } from '../domain/errors.ts';
import type { Topic } from '../domain/topic.ts';
import type { Pool } from '../store/db.ts';
import type { TopicOutcome } from '../store/topics.ts';

const maxNameLength = 200;
const maxDays = 36_500;
const dayMs = 86_400_000;

/** The topic that an argument names by name or id. */
export async function requireTopic(pool: Pool, reference: string): Promise<Topic> {
  const { findTopic } = await import('../store/topics.ts');
  return (await findTopic(pool, reference)) ?? noTopic(reference);
}

/** The same, where commands may change it: what the file says of a topic, its next apply would bring back. */
export async function requireOperatorsTopic(pool: Pool, reference: string): Promise<Topic> {
  const topic = await requireTopic(pool, reference);
  if (topic.origin === 'operator') return topic;
  const message = `topic ${topic.name} comes from the topics file; change it there and run: wiredesk topics apply`;
  throw new WiredeskError('conflict', message);
}

/** What was stored. @throws WiredeskError conflict where another topic has the name, not-found where it is gone. */
export function needStored(outcome: TopicOutcome, name: string): Topic {
  if (outcome.kind === 'stored') return outcome.topic;
  if (outcome.kind === 'unknown') return noTopic(name);
  throw new WiredeskError(
    'conflict',
    `there is a topic ${JSON.stringify(name)} already; choose another name`,
  );
}

function noTopic(reference: string): never {
  throw new WiredeskError(
    'not-found',
    `there is no topic ${JSON.stringify(reference)}; wiredesk topics list shows them`,
  );
}

/** The name of a topic. */
export function readTopicName(text: string): string {
  const name = text.trim();
  if (name !== '' && name.length <= maxNameLength && !/\p{Cc}/u.test(name)) return name;
  throw new InvalidArgumentError(`use a text of 1 to ${maxNameLength} characters.`);
}

/** `--days`, as the time at which they begin. */
export function daysOption(now: () => Date, usual: number): Option {
  return new Option('--days <n>', `how many days to look back (default: ${usual})`)
    .argParser((text) => {
      if (/^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= maxDays)
        return daysAgo(now, Number(text));
      throw new InvalidArgumentError(`use a whole number from 1 to ${maxDays}.`);
    })
    .default(daysAgo(now, usual), String(usual));
}

function daysAgo(now: () => Date, days: number): Date {
  return new Date(now().getTime() - days * dayMs);
}

/** `--stem`. */
export const stemFlags = '--stem <language>';
export const stemHelp = 'let single words match all their forms in this language, e.g. en';

import { setTimeout as delay } from 'node:timers/promises';
import type { Program } from './start-program.ts';

const startTimeoutMs = 90_000;
const lookEveryMs = 200;

/** Waits for the API of a program that starts. @throws when it does not answer in time. */
export async function untilAnswering(api: string, program: Program, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + startTimeoutMs;
  while (!(await answers(api))) {
    program.assertRunning();
    if (performance.now() > deadline) throw new Error('the API did not start in time');
    await delay(lookEveryMs, undefined, { signal });
  }
}

function answers(api: string): Promise<boolean> {
  return fetch(`${api}/v1/events`).then(
    ({ ok }) => ok,
    () => false,
  );
}

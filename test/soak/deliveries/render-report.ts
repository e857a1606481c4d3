import { type ReceiverKind, receiverKinds } from './receivers.ts';
import type { SoakReport } from './run-soak.ts';

/** A soak as text: a line a kind of receiver, the readers of the log, and what went wrong. */
export function renderReport(report: SoakReport): string {
  const { options, logLength, seconds, faults, readings } = report;
  const head =
    `${options.subscriptions} subscriptions, ${options.topics} topics, ${logLength} events, ` +
    `${options.strikes} strikes, ${seconds.toFixed(0)} s`;
  return [
    head,
    'receiver      desks      due    taken    again    calls',
    ...receiverKinds.map((kind) => lineOf(report, kind)),
    ...readings.map(({ name, cursors, cuts }) => `${name}: ${cursors.length} events, cut off ${cuts} times`),
    faults.length === 0 ? 'nothing lost, nothing out of order' : `${faults.length} faults:`,
    ...faults.slice(0, 50),
  ].join('\n');
}

function lineOf({ desks, calls }: SoakReport, kind: ReceiverKind): string {
  const mine = desks.filter(({ desk }) => desk.kind === kind);
  const sum = (pick: (desk: (typeof mine)[number]) => number) =>
    mine.reduce((total, desk) => total + pick(desk), 0);
  const numbers = [
    mine.length,
    sum(({ due }) => due),
    sum(({ verdict }) => verdict.taken),
    sum(({ verdict }) => verdict.duplicates),
    calls.get(kind) ?? 0,
  ];
  return kind.padEnd(10) + numbers.map((number) => String(number).padStart(9)).join('');
}

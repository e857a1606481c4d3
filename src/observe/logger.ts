import { type Logger, pino } from 'pino';

export type { Logger };

/** A logger that writes one JSON object a line to stderr, with the process's role in every line. */
export function createLogger(level: string, role: string): Logger {
  return pino({ level, base: { role }, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
}

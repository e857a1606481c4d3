/**
 * `npm run demo [-- --seconds N]`: the whole program on the embedded store, against a newswire of invented outlets on
 * this machine. Prints where to look and what flows. Everything it makes lies in a temporary folder.
 */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startNewswire } from './newswire.ts';
import { startProgram } from './program.ts';
import { watchLog } from './watch-log.ts';

const { values } = parseArgs({ options: { seconds: { type: 'string' } } });

const newswire = await startNewswire({ now: () => new Date() });
const program = await startProgram(newswire);
if (!program) process.exit(1);
process.stdout.write(`
Wiredesk demo: ${newswire.feeds.length} feeds of invented outlets, with news every few seconds

  articles   ${program.url}/v1/articles?limit=5
  the log    ${program.url}/v1/events?after=0&include=article
  feeds      ${program.url}/v1/feeds
  API        ${program.url}/docs
  command    WIREDESK_DATA_FOLDER=${program.dataFolder} npm run -s wiredesk -- feeds list

  + new   ~ corrected or changed   = of one story   × killed   Ctrl+C ends it

`);

const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
process.once('SIGTERM', () => stop.abort());
if (values.seconds) setTimeout(() => stop.abort(), Number(values.seconds) * 1000).unref();

const summary = await watchLog(program.url, process.stdout, AbortSignal.any([stop.signal, program.ended]));
process.stdout.write(`\n${summary}\n`);
const exitCode = program.ended.aborted ? 1 : 0;
await program.stop();
await newswire.close();
rmSync(program.folder, { recursive: true, force: true });
process.exit(exitCode);

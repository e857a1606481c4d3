import { outputFormats } from '../domain/output.ts';
import type { Poster } from '../fetch/poster.ts';
import type { Observer } from '../observe/observer.ts';
import { findUnannounced, markAnnounced, postponeAnnouncement } from '../store/announced-outputs.ts';
import type { Db } from '../store/db.ts';
import { outputAddress } from './read-output.ts';

export interface AnnounceDeps {
  db: Db;
  poster: Poster;
  observer: Observer;
  now: () => Date;
  /** The public address of the API. */
  publicUrl: string;
  hubUrl: string;
}

const mostAtOnce = 100;
/** After a hub took nothing. */
const pauseMs = 60_000;

/**
 * Tells the hub of outputs with new entries, all formats of one in a call. What was told is in the rows, so nothing that
 * stops in between keeps it from the hub; told twice, a hub finds nothing new.
 */
export async function announceOutputs(deps: AnnounceDeps, signal: AbortSignal): Promise<void> {
  const { db, poster, observer, now, publicUrl, hubUrl } = deps;
  for (const { id, token, lastPosition } of await findUnannounced(db, now(), mostAtOnce)) {
    if (signal.aborted) return;
    const message = publication(publicUrl, token);
    const outcome = await poster.post(hubUrl, message, signal);
    if (outcome.kind === 'accepted') {
      await markAnnounced(db, id, lastPosition);
      continue;
    }
    observer.faultMet('outputs', new Error(`output ${id} could not be announced: ${outcome.message}`));
    await postponeAnnouncement(db, id, new Date(now().getTime() + pauseMs));
  }
}

/** As hubs have it since PubSubHubbub 0.4 (§7.1); WebSub leaves it open. */
function publication(publicUrl: string, token: string) {
  const fields = new URLSearchParams({ 'hub.mode': 'publish' });
  for (const format of outputFormats) fields.append('hub.url', outputAddress(publicUrl, token, format));
  return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: fields.toString() };
}

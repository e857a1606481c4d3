import { createRequire } from 'node:module';
import type * as Detector from 'jschardet';
import { type Charset, charsetOf } from './labels.ts';

/** Enough for statistics, in bytes. */
const sampleBytes = 20_000;

/** With fewer bytes beyond ASCII statistics mean nothing, and windows-1252 is what most are. */
const telling = 8;

/** What feeds are written in; the detector also knows charsets of old systems, which short texts look like. */
const plausible =
  /^(windows-\d+|iso-?8859-\d+|koi8-[rut]|ibm866|cp(874|932|949)|gb\d*|big5.*|euc-.*|shift_?jis|tis-620|johab|iso-2022-jp)$/i;

const require = createRequire(import.meta.url);
let detector: typeof Detector | null = null;

/** The charset that bytes beyond ASCII look most like; null where nothing can be said. */
export function detectCharset(bytes: Buffer): Charset | null {
  const sample = textSample(bytes);
  if (sample.filter((byte) => byte >= 0x80).length < telling) return null;
  // Loaded at the first document that needs it: its tables take time and memory.
  detector ??= require('jschardet') as typeof Detector;
  const { encoding } = detector.detect(sample);
  return encoding !== null && plausible.test(encoding) ? charsetOf(encoding) : null;
}

/** From the first text on: what stands before is ASCII in every language. */
function textSample(bytes: Buffer): Uint8Array {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  return bytes.subarray(Math.max(0, first), first + sampleBytes);
}

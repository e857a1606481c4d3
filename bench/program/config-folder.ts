import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A config folder of the bench's own. */
export interface ConfigFolder {
  path: string;
  /** Makes these the feeds of feeds.yaml, in one step, as the program watches it. */
  writeFeeds(urls: readonly string[]): void;
  remove(): void;
}

const shippedRules = fileURLToPath(new URL('../../config/rules', import.meta.url));

/** The shipped rules, every setting at its default, and no feed yet. */
export function makeConfigFolder(): ConfigFolder {
  const path = mkdtempSync(join(tmpdir(), 'wiredesk-bench-config-'));
  cpSync(shippedRules, join(path, 'rules'), { recursive: true });
  const feedsFile = join(path, 'feeds.yaml');
  const writeFeeds = (urls: readonly string[]) => {
    // So long an interval that no feed falls due by itself while time is taken. JSON is YAML.
    writeFileSync(`${feedsFile}.new`, JSON.stringify({ feeds: urls.map((url) => ({ url, every: '30d' })) }));
    renameSync(`${feedsFile}.new`, feedsFile);
  };
  writeFeeds([]);
  return { path, writeFeeds, remove: () => rmSync(path, { recursive: true, force: true }) };
}

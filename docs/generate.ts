/** Writes every generated file. With --check it writes none, and exits 1 naming those that are stale. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  feedsJsonSchema,
  settingsJsonSchema,
  settingsMarkdown,
  siteJsonSchema,
  topicsJsonSchema,
} from '../src/config/generate-docs.ts';
import { feedRulesSchema, siteRulesSchema } from '../src/normalize/rules.ts';
import { writtenTopicSchema } from '../src/topics/written-topic.ts';
import { renderAccuracy } from './render-accuracy.ts';
import { renderOpenapi } from './render-openapi.ts';
import { renderTools } from './render-tools.ts';

const root = join(import.meta.dirname, '..');
const files: Record<string, string> = {
  'config/schema/wiredesk.schema.json': json(settingsJsonSchema()),
  'config/schema/feeds.schema.json': json(feedsJsonSchema(feedRulesSchema)),
  'config/schema/site.schema.json': json(siteJsonSchema(siteRulesSchema)),
  'config/schema/topics.schema.json': json(topicsJsonSchema(writtenTopicSchema)),
  'docs/accuracy.md': renderAccuracy(),
  'docs/mcp.md': renderTools(),
  'docs/settings.md': settingsMarkdown(),
  'docs/openapi.json': await renderOpenapi(),
};

if (process.argv.includes('--check')) {
  const stale = Object.entries(files).filter(([path, content]) => written(join(root, path)) !== content);
  for (const [path] of stale) process.stderr.write(`${path} is stale; run node docs/generate.ts\n`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const [path, content] of Object.entries(files)) writeFileSync(join(root, path), content);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function written(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

import { readTopicsFile } from '../src/config/topics-file.ts';
import { applyTopics } from '../src/store/apply-topics.ts';
import { writtenTopicSchema } from '../src/topics/written-topic.ts';
import { type ConfigFileContext, followConfigFile } from './follow-config-file.ts';

/** Keeps the topics what config/topics.yaml says, where there is such a file. */
export function followTopicsFile(context: ConfigFileContext): Promise<{ close(): void }> {
  return followConfigFile(context, {
    name: 'topics.yaml',
    what: 'topics file',
    async apply(path) {
      const definitions = readTopicsFile(path, writtenTopicSchema);
      if (!definitions) return null;
      const { added, changed, paused, unchanged } = await applyTopics(context.pool, definitions, new Date());
      return { added: added.length, changed: changed.length, paused: paused.length, unchanged };
    },
  });
}

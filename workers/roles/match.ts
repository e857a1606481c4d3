import { followLog } from '../../src/pipeline/follow-log.ts';
import { createTopicFollower } from '../../src/pipeline/follow-topics.ts';
import type { Context } from '../context.ts';
import { openLogSignal } from '../log-signal.ts';
import type { Role } from './role.ts';

/** Matches what the log tells against the topics. One process is enough; more of them do no harm and save no time. */
export async function startMatch(context: Context): Promise<Role> {
  const { pool, observer } = context;
  const grown = openLogSignal(context);
  const step = createTopicFollower({ pool, onFaultyTopic: observer.topicUnreadable });
  const stopping = new AbortController();
  const following = followLog(
    {
      step,
      grown,
      onStep: (done) => {
        if (done.kind === 'done') observer.eventsMatched(done.events, done.matches);
      },
      onFault: (error) => observer.faultMet('topics', error),
    },
    stopping.signal,
  );
  return {
    async close() {
      stopping.abort();
      await following;
      grown.close();
    },
  };
}

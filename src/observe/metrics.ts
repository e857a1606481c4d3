import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Every metric of the program, in a registry of its own. Names follow Prometheus' conventions. */
export type Metrics = ReturnType<typeof createMetrics>;

const fetchBucketsSeconds = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    feedsClaimed: new Counter({ name: 'wiredesk_feeds_claimed_total', help: 'Due feeds claimed', registers }),
    fetches: new Counter({
      name: 'wiredesk_fetches_total',
      help: 'Fetches that ended, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    fetchSeconds: new Histogram({
      name: 'wiredesk_fetch_duration_seconds',
      help: 'Duration of fetches',
      buckets: fetchBucketsSeconds,
      registers,
    }),
    fetchedBytes: new Counter({
      name: 'wiredesk_fetched_bytes_total',
      help: 'Bytes of bodies, decompressed',
      registers,
    }),
    items: new Counter({
      name: 'wiredesk_items_total',
      help: 'Items received that were new or changed',
      labelNames: ['change'],
      registers,
    }),
    pageFetches: new Counter({
      name: 'wiredesk_page_fetches_total',
      help: 'Requests for pages of items that ended, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    pageFetchSeconds: new Histogram({
      name: 'wiredesk_page_fetch_duration_seconds',
      help: 'Duration of requests for pages of items, robots.txt included',
      buckets: fetchBucketsSeconds,
      registers,
    }),
    pages: new Counter({
      name: 'wiredesk_pages_total',
      help: "What became of the pages of items: taken for the article, or why the feed's own text was kept",
      labelNames: ['use'],
      registers,
    }),
    itemsAwaitingPage: new Gauge({
      name: 'wiredesk_items_awaiting_page',
      help: 'Items in the store that wait for their page',
      registers,
    }),
    eventsMatched: new Counter({
      name: 'wiredesk_events_matched_total',
      help: 'Events of the log that were matched against the topics',
      registers,
    }),
    topicMatches: new Counter({
      name: 'wiredesk_topic_matches_total',
      help: 'Events that concerned a topic, once for each topic',
      registers,
    }),
    articles: new Counter({
      name: 'wiredesk_articles_total',
      help: 'What became of normalized items: articles created, updated, sighted again, or made anew by other rules',
      labelNames: ['event'],
      registers,
    }),
    itemsSetAside: new Counter({
      name: 'wiredesk_items_set_aside_total',
      help: 'Items that could not be normalized or stored',
      registers,
    }),
    hubRequests: new Counter({
      name: 'wiredesk_hub_requests_total',
      help: 'Requests to WebSub hubs that were accepted, failed, and later confirmed or denied',
      labelNames: ['outcome'],
      registers,
    }),
    calls: new Counter({
      name: 'wiredesk_webhook_calls_total',
      help: 'Calls to the targets of subscriptions, by whether all of a round were taken',
      labelNames: ['outcome'],
      registers,
    }),
    pushes: new Counter({
      name: 'wiredesk_pushes_total',
      help: 'Pushes by WebSub hubs that were read or dropped',
      labelNames: ['outcome'],
      registers,
    }),
    hubSubscriptions: new Gauge({
      name: 'wiredesk_hub_subscriptions',
      help: 'Feeds that a WebSub hub is to push, by how that goes',
      labelNames: ['state'],
      registers,
    }),
    jobFailures: new Counter({
      name: 'wiredesk_job_failures_total',
      help: 'Tries of jobs that failed, by queue',
      labelNames: ['queue'],
      registers,
    }),
    faults: new Counter({
      name: 'wiredesk_faults_total',
      help: 'Faults of connections and loops that mend themselves, by place',
      labelNames: ['where'],
      registers,
    }),
    itemsWaiting: new Gauge({
      name: 'wiredesk_items_waiting',
      help: 'Items in the store that wait to be normalized',
      registers,
    }),
    itemsNowSetAside: new Gauge({
      name: 'wiredesk_items_set_aside',
      help: 'Items in the store that could not be normalized or stored',
      registers,
    }),
    rulesUnmatched: new Gauge({
      name: 'wiredesk_rules_unmatched',
      help: "Operators' rules that are tried and have found nothing for normalize.unmatchedRuleDays",
      registers,
    }),
    feedsOverdue: new Gauge({
      name: 'wiredesk_feeds_overdue',
      help: 'Feeds that are due and that nobody has in hand',
      registers,
    }),
    feedsByState: new Gauge({
      name: 'wiredesk_feeds',
      help: 'Feeds that are polled, by how that goes',
      labelNames: ['state'],
      registers,
    }),
    oldestOverdueSeconds: new Gauge({
      name: 'wiredesk_oldest_overdue_seconds',
      help: 'For how long the longest overdue feed has been waiting',
      registers,
    }),
  };
}

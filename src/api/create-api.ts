import etag from '@fastify/etag';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyBaseLogger } from 'fastify';
import type { Channels } from '../pipeline/channels.ts';
import type { FindFeedsDeps } from '../pipeline/find-feeds.ts';
import { createLogReader, type LogSignals } from '../pipeline/read-log.ts';
import type { Pool } from '../store/db.ts';
import { createAccessHook } from './access.ts';
import { createAccessWatch } from './access-watch.ts';
import { answerUnknownRoute } from './answer-errors.ts';
import type { App } from './app.ts';
import { addArticleChangeRoutes } from './article-change-routes.ts';
import { addArticleRoutes } from './article-routes.ts';
import { closeSilentConnections } from './close-silent-connections.ts';
import { addConsumerRoutes } from './consumer-routes.ts';
import { createServer } from './create-server.ts';
import { addDeliveryRoutes } from './delivery-routes.ts';
import { createDiscover } from './discover.ts';
import { addDiscoverRoutes } from './discover-routes.ts';
import { addEventRoutes } from './event-routes.ts';
import { addExportRoutes } from './export-routes.ts';
import { addFeedChangeRoutes } from './feed-change-routes.ts';
import { addFeedRoutes } from './feed-routes.ts';
import { addFeedTestRoutes, type FeedTestDeps } from './feed-test-routes.ts';
import { addHealthRoutes } from './health-routes.ts';
import { createKeyNeed } from './key-need.ts';
import { createKeyRate } from './key-rate.ts';
import { addLeaseRoutes } from './lease-routes.ts';
import { addMuteRoutes } from './mute-routes.ts';
import { openapiOptions } from './openapi.ts';
import { addOutputChangeRoutes } from './output-change-routes.ts';
import { addOutputFeedRoutes, type OutputFeedSettings } from './output-feed-routes.ts';
import { addOutputRoutes } from './output-routes.ts';
import { addStoryRoutes } from './story-routes.ts';
import { addStreamRoutes } from './stream-routes.ts';
import { addSubscriptionChangeRoutes } from './subscription-change-routes.ts';
import { addSubscriptionRoutes } from './subscription-routes.ts';
import { addSubscriptionTargetRoutes } from './subscription-target-routes.ts';
import { addTopicChangeRoutes } from './topic-change-routes.ts';
import { addTopicRoutes } from './topic-routes.ts';
import { addUnsubscribeRoutes } from './unsubscribe-routes.ts';
import { addWebsubRoutes, type WebsubRouteDeps } from './websub-routes.ts';

export interface ApiDeps {
  pool: Pool;
  /** When there is more of the log to read. */
  signals: LogSignals;
  /** Resolves when the queue answers. */
  queuePing: () => Promise<unknown>;
  metrics: { contentType: string; render: () => Promise<string> };
  /** Looks for the feeds of a site. */
  discovery: FindFeedsDeps;
  /** Calls the targets of subscriptions to see whether they answer. */
  channels: Channels;
  /** Tries rules on what feeds brought. */
  feedTests: FeedTestDeps;
  /** What hubs call; null where feeds are polled alone. */
  websub: WebsubRouteDeps | null;
  /** Where the feeds that are given out are found. */
  outputs: OutputFeedSettings;
  now: () => Date;
  /** Without one, nothing is logged. */
  logger?: FastifyBaseLogger;
  settings: ApiSettings;
}

export interface ApiSettings {
  /** Entries of one page at most. */
  maxPageSize: number;
  /** How often a stream without events shows that it lives. */
  heartbeatSeconds: number;
  /** Requests of one address in a minute. */
  rateLimitPerMinute: number;
  /** From decideListening; where it is false the caller must listen on the loopback address. */
  requireKey: boolean;
  /** How often answers that last are looked at whether their key still lets them. */
  accessCheckSeconds: number;
  /** The program's, for the API's description. */
  version: string;
}

/** Addresses whose requests are counted at once. */
const countedAddresses = 10_000;

/** The HTTP API, ready to listen or to be injected into. The caller closes it, and the pool after it. */
export async function createApi(deps: ApiDeps): Promise<App> {
  const { pool, now, settings } = deps;
  const app = createServer(deps.logger);
  closeSilentConnections(app);
  await addPlugins(app, settings);
  const keyNeed = createKeyNeed(pool, settings.requireKey);
  const access = { db: pool, now, keyNeed };
  app.addHook('preParsing', createAccessHook({ ...access, keyRate: createKeyRate(app) }));
  const accessWatch = createAccessWatch(access, settings.accessCheckSeconds * 1000);
  app.addHook('preClose', async () => accessWatch.close());

  addHealthRoutes(app, {
    pings: { store: () => pool.query('select 1'), queue: deps.queuePing },
    metrics: deps.metrics,
  });
  addArticleRoutes(app, pool, settings.maxPageSize);
  addExportRoutes(app, pool, accessWatch);
  addArticleChangeRoutes(app, pool, now);
  addStoryRoutes(app, pool, settings.maxPageSize, now);
  addTopicRoutes(app, pool, settings.maxPageSize, now);
  addTopicChangeRoutes(app, pool, now);
  const reader = createLogReader(pool, deps.signals);
  addEventRoutes(app, pool, reader, settings.maxPageSize);
  addConsumerRoutes(app, pool, now);
  addSubscriptionRoutes(app, pool, settings.maxPageSize);
  addSubscriptionChangeRoutes(app, pool, now);
  addSubscriptionTargetRoutes(app, { pool, channels: deps.channels, now });
  addMuteRoutes(app, pool, now);
  addDeliveryRoutes(app, pool, settings.maxPageSize, now);
  addLeaseRoutes(app, { pool, signals: deps.signals, now, maxPageSize: settings.maxPageSize });
  addStreamRoutes(app, { db: pool, reader, accessWatch, heartbeatMs: settings.heartbeatSeconds * 1000 });
  const discover = createDiscover(deps.discovery);
  addDiscoverRoutes(app, discover);
  addFeedRoutes(app, pool, settings.maxPageSize);
  addFeedChangeRoutes(app, pool, now, discover);
  addFeedTestRoutes(app, pool, now, deps.feedTests);
  addOutputRoutes(app, pool);
  addOutputChangeRoutes(app, pool, now);
  addOutputFeedRoutes(app, pool, now, deps.outputs);
  await addUnsubscribeRoutes(app, pool, now);
  if (deps.websub) await addWebsubRoutes(app, deps.websub);
  await app.ready();
  return app;
}

/** Before the routes, so that they are counted and described. */
async function addPlugins(app: App, { rateLimitPerMinute, version }: ApiSettings): Promise<void> {
  // TLS ends at a proxy, if anywhere: what holds for the whole domain is for the proxy to say.
  await app.register(helmet, {
    strictTransportSecurity: false,
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
  });
  await app.register(rateLimit, {
    max: rateLimitPerMinute,
    timeWindow: '1 minute',
    cache: countedAddresses,
    enableDraftSpec: true,
  });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, answerUnknownRoute);
  await app.register(etag);
  await app.register(swagger, openapiOptions(version));
  await app.register(swaggerUi, { routePrefix: '/docs' });
}

/** The container's health check: exits 0 while the process of this container is alive and connected. */
import { hasHeartbeat } from './heartbeat.ts';

process.exit(hasHeartbeat(new Date()) ? 0 : 1);

import type { Socket } from 'node:net';
import type { App } from './app.ts';

/**
 * Closes connections on which no request ever came when the server closes. Node takes them for busy and would wait for
 * them until the request's timeout.
 */
export function closeSilentConnections(app: App): void {
  const silent = new Set<Socket>();
  let isClosing = false;
  app.server.on('connection', (socket: Socket) => {
    if (isClosing) return socket.destroy();
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  app.server.on('request', ({ socket }) => silent.delete(socket));
  app.addHook('preClose', async () => {
    isClosing = true;
    for (const socket of silent) socket.destroy();
  });
}

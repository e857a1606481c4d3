/** A process that answers every request by 304, after a while, on every loopback address, so that each address is a host of its own. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** As far away as a publisher is. */
const answerAfterMs = 200;

let requests = 0;

const server = createServer({ keepAliveTimeout: 5000 }, (request, response) => {
  if (request.url === '/stats') return void response.end(String(requests));
  requests += 1;
  setTimeout(() => response.writeHead(304, { etag: '"1"' }).end(), answerAfterMs);
});
// All of 127.0.0.0/8 is this machine, but only a socket for every address hears it.
server.on('connection', (socket) => {
  if (!socket.remoteAddress?.startsWith('127.')) socket.destroy();
});
server.listen(0, '0.0.0.0', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.stdin.on('end', () => process.exit()).resume();

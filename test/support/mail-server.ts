import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail that was taken, as a mail program reads it. */
export interface ReceivedMail {
  recipients: string[];
  parsed: ParsedMail;
}

/** How the server answers at RCPT TO: taken, or refused with this code. */
export type Admission = () => number | 'taken';

/** A mail server on loopback. */
export async function startMailServer(admit: Admission) {
  const received: ReceivedMail[] = [];
  let tries = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo(_address, _session, done) {
      tries += 1;
      const answer = admit();
      if (answer === 'taken') return done();
      done(Object.assign(new Error(`no, ${answer}`), { responseCode: answer }));
    },
    onData(stream, { envelope }, done) {
      const recipients = envelope.rcptTo.map(({ address }) => address);
      simpleParser(stream).then((parsed) => {
        received.push({ recipients, parsed });
        done();
      }, done);
    },
  });
  // Clients that go away are their own affair.
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** How often a mail was offered. */
    tries: () => tries,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export type MailServer = Awaited<ReturnType<typeof startMailServer>>;

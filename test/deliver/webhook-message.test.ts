import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { webhookMessage } from '../../src/deliver/webhook-message.ts';
import type { SentEvent } from '../../src/domain/subscription.ts';

const secret = (letter: string) => `whsec_${Buffer.from(letter.repeat(32)).toString('base64')}`;
const event: SentEvent = {
  cursor: '7',
  type: 'updated',
  articleId: '3',
  revision: 2,
  changed: ['title'],
  storyId: null,
  class: 'update',
  reason: null,
  at: '2026-03-01T00:00:00.000Z',
  article: null,
};

test('an event alone is the data of its message, which its receiver verifies', () => {
  const { headers, body } = webhookMessage(
    'msg_1_7',
    [event],
    [{ secret: secret('a'), until: null }],
    new Date(),
  );
  expect(new Webhook(secret('a')).verify(body, headers)).toEqual({
    type: 'article.updated',
    timestamp: event.at,
    data: event,
  });
  expect(headers['webhook-id']).toBe('msg_1_7');
  expect(() => new Webhook(secret('b')).verify(body, headers)).toThrow();
  expect(() => new Webhook(secret('a')).verify(`${body} `, headers)).toThrow();
});

test('several events go together in one message', () => {
  const { body } = webhookMessage(
    'msg_1_7',
    [event, event],
    [{ secret: secret('a'), until: null }],
    new Date(),
  );
  expect(JSON.parse(body)).toMatchObject({ type: 'events', data: { events: [event, event] } });
});

test('the secrets that are in force all sign, an old one until its time is over', () => {
  const now = new Date();
  const secrets = [
    { secret: secret('n'), until: null },
    { secret: secret('o'), until: new Date(now.getTime() + 1000).toISOString() },
    { secret: secret('x'), until: new Date(now.getTime() - 1000).toISOString() },
  ];
  const { headers, body } = webhookMessage('ping', [], secrets, now);
  for (const letter of ['n', 'o'])
    expect(new Webhook(secret(letter)).verify(body, headers)).toMatchObject({ type: 'ping' });
  expect(() => new Webhook(secret('x')).verify(body, headers)).toThrow();
});

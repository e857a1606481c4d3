-- Up Migration

-- The WebSub subscriptions of feeds that name a hub, one a feed.
create table hub_subscriptions (
  feed_id bigint primary key references feeds,
  hub text not null,
  topic text not null,
  -- The callback address is callback_url/token. Who does not know the token cannot call.
  callback_url text not null,
  token text not null,
  -- Signs what the hub sends.
  secret text not null,
  state text not null,
  lease_until timestamptz,
  -- When the hub is to be asked next, for the first time, again, or to renew the lease.
  due_at timestamptz not null,
  -- Fencing token of the job that asks.
  attempt bigint not null default 0,
  -- Requests in a row that the hub has not confirmed.
  unconfirmed integer not null default 0,
  fault text,
  asked_at timestamptz,
  confirmed_at timestamptz,
  pushed_at timestamptz,
  missed_at timestamptz,
  -- New items that pushes brought since the last poll.
  items_pushed integer not null default 0
);
create unique index hub_subscriptions_token on hub_subscriptions (token);
create index hub_subscriptions_due on hub_subscriptions (due_at);

-- What hubs pushed and nobody has read yet: the body as it came.
create table pushes (
  id bigint generated always as identity primary key,
  feed_id bigint not null references hub_subscriptions on delete cascade,
  received_at timestamptz not null,
  content_type text,
  body bytea not null,
  -- When its job is enqueued, and again if that is lost.
  due_at timestamptz not null
);
create index pushes_due on pushes (due_at);
create index pushes_by_feed on pushes (feed_id);

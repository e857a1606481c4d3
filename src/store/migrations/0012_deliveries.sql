-- Up Migration

-- Who is told of the events of a topic, and where.
create table subscriptions (
  id bigint generated always as identity primary key,
  name text not null unique,
  topic_id bigint references topics,
  url text not null,
  notices text not null check (notices in ('articles', 'stories', 'updates')),
  batch_size integer not null,
  -- [{secret, until}], the newest first: calls are signed with all that are in force.
  secrets jsonb not null,
  -- Events after this cursor are for it.
  starts_after bigint not null,
  state text not null default 'active' check (state in ('active', 'paused', 'failing', 'gone')),
  fault text,
  failing_since timestamptz,
  -- Calls in a row that failed by the target's fault, and when it is called again.
  failures integer not null default 0,
  retry_at timestamptz,
  delivered_at timestamptz,
  -- One worker at a time calls a target; a claim that ran out is taken over.
  claim bigint not null default 0,
  claimed_until timestamptz,
  created_at timestamptz not null
);
create index subscriptions_by_topic on subscriptions (topic_id);

create table deliveries (
  id bigint generated always as identity primary key,
  subscription_id bigint not null references subscriptions on delete cascade,
  cursor bigint not null,
  article_id bigint not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
  message_id text,
  attempts integer not null default 0,
  due_at timestamptz not null,
  created_at timestamptz not null,
  unique (subscription_id, cursor)
);
-- What waits, and that nothing older of the same article does.
create index deliveries_waiting on deliveries (subscription_id, cursor) where state = 'waiting';
create index deliveries_in_order on deliveries (subscription_id, article_id, cursor);
-- Who was told of an article.
create index deliveries_of_article on deliveries (article_id);
create index deliveries_message on deliveries (message_id) where state = 'waiting';

create table delivery_attempts (
  id bigint generated always as identity primary key,
  delivery_id bigint not null references deliveries on delete cascade,
  at timestamptz not null,
  duration_ms integer not null,
  status integer,
  fault text,
  answer text
);
create index delivery_attempts_by_delivery on delivery_attempts (delivery_id, id);


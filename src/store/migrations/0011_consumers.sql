-- Up Migration

-- How far services that keep their place here have come with the log. Everything up to `acked` is done, everything up
-- to `leased` was given out.
create table consumers (
  name text primary key,
  types text[],
  feed_id bigint references feeds,
  acked bigint not null,
  leased bigint not null,
  created_at timestamptz not null,
  used_at timestamptz
);

-- Parts of the log that one of a consumer's workers has in hand: events after `after`, up to `until`.
create table leases (
  id bigint generated always as identity primary key,
  consumer text not null references consumers on delete cascade,
  after bigint not null,
  until bigint not null,
  -- How often this part was given out.
  attempt integer not null,
  expires_at timestamptz not null
);
create index leases_by_consumer on leases (consumer, after);

-- Up Migration

-- What operators say about a feed. `key` is its identity; `url` may change.
create table feeds (
  id bigint generated always as identity primary key,
  key text not null,
  origin text not null check (origin in ('file', 'operator')),
  url text not null,
  host text not null,
  outlet text,
  section text,
  language text,
  schedule jsonb,
  headers jsonb not null default '{}',
  rules jsonb,
  paused boolean not null default false,
  -- What the feed says of itself.
  title text,
  site_url text,
  stated_language text,
  stated_rights text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  -- A removed feed stays, so that what it brought keeps its source.
  removed_at timestamptz
);
create unique index feeds_key on feeds (key);
create unique index feeds_url on feeds (url) where removed_at is null;

-- Where polling stands, a row a feed, apart from `feeds` because it is written at every fetch.
create table polling (
  feed_id bigint primary key references feeds,
  due_at timestamptz not null,
  -- Fencing token: a fetch counts only while its claim is the current one.
  claim bigint not null default 0,
  claimed_until timestamptz,
  etag text,
  last_modified text,
  fetched_at timestamptz,
  succeeded_at timestamptz,
  outcome text,
  failures integer not null default 0,
  failing_since timestamptz,
  moved_to text
);
create index polling_due on polling (due_at);
create index polling_claimed on polling (claimed_until) where claimed_until is not null;

-- The log of fetches.
create table fetches (
  id bigint generated always as identity primary key,
  feed_id bigint not null references feeds,
  started_at timestamptz not null,
  duration_ms integer not null,
  outcome text not null,
  code text,
  status integer,
  url text not null,
  bytes integer not null,
  items integer not null,
  items_new integer not null,
  items_changed integer not null,
  message text
);
create index fetches_by_feed on fetches (feed_id, id desc);

-- Items as received: the entry as the feed gave it, JSON, deflated. Never updated.
create table items (
  id bigint generated always as identity primary key,
  feed_id bigint not null references feeds,
  key text not null,
  received_at timestamptz not null,
  body bytea not null
);
alter table items alter column body set storage external;
create index items_by_feed on items (feed_id, id desc);

-- The newest content of every item key, which decides what is new or changed.
create table item_heads (
  feed_id bigint not null references feeds,
  key_hash bytea not null,
  content_hash bytea not null,
  primary key (feed_id, key_hash)
);

-- Items that wait to be normalized. The queue may lose its jobs; this table does not.
create table waiting_items (
  item_id bigint primary key references items,
  -- The fetch that brought it; its items are normalized by one job.
  batch bigint not null,
  enqueued_at timestamptz not null,
  -- Set when normalizing this item failed for good; kept for the operator.
  error text
);
create index waiting_items_enqueued on waiting_items (enqueued_at) where error is null;
create index waiting_items_by_batch on waiting_items (batch);

create sequence article_ids;

-- Articles with their current content. Superseded contents are in `revisions`.
create table articles (
  id bigint primary key,
  revision integer not null,
  -- The item that gave the current content; an older one never replaces it.
  item_id bigint not null,
  feed_id bigint not null references feeds,
  content jsonb not null,
  removed jsonb not null,
  first_seen_at timestamptz not null,
  changed_at timestamptz not null,
  published_at timestamptz,
  language text,
  section text,
  search tsvector not null
);
create index articles_first_seen on articles (first_seen_at);
create index articles_by_section on articles (section, id desc);
create index articles_by_language on articles (language, id desc);
create index articles_search on articles using gin (search);

create table revisions (
  article_id bigint not null references articles,
  revision integer not null,
  item_id bigint not null,
  content jsonb not null,
  changed_at timestamptz not null,
  primary key (article_id, revision)
);

-- What makes two items one article: item key in a feed, canonical URL, text. The primary key decides.
create table identities (
  kind smallint not null,
  hash bytea not null,
  article_id bigint not null,
  primary key (kind, hash)
);

create table sightings (
  feed_id bigint not null references feeds,
  key_hash bytea not null,
  article_id bigint not null references articles,
  key text not null,
  url text,
  matched_by text not null check (matched_by in ('new', 'item', 'url', 'text')),
  seen_at timestamptz not null,
  primary key (feed_id, key_hash)
);
create index sightings_by_article on sightings (article_id);
create index sightings_by_feed on sightings (feed_id, article_id desc);

-- The log. `cursor` is taken from log_head under its row lock, held to commit: order of cursors is order of commits.
create table events (
  cursor bigint primary key,
  type text not null check (type in ('created', 'updated', 'killed')),
  article_id bigint not null references articles,
  revision integer not null,
  changed text[] not null,
  at timestamptz not null
);
create index events_by_article on events (article_id, cursor);
create index events_by_time on events (at);

create table log_head (
  only_row boolean primary key default true check (only_row),
  cursor bigint not null
);
insert into log_head (cursor) values (0);

create table api_keys (
  id bigint generated always as identity primary key,
  name text not null,
  prefix text not null,
  hash bytea not null unique,
  scopes text[] not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);

-- lz4 where this PostgreSQL was built with it: half the time of the default for texts of some kilobytes.
do $$
begin
  alter table articles alter column content set compression lz4, alter column search set compression lz4;
  alter table revisions alter column content set compression lz4;
exception when feature_not_supported then null;
end
$$;

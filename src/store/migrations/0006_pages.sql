-- Up Migration

-- Whether the pages of its items are fetched; null: as the settings say.
alter table feeds add column full_text text check (full_text in ('auto', 'always', 'never'));

-- Items that wait to be normalized, and for the page they link to before that.
create table page_waits (
  item_id bigint primary key references waiting_items on delete cascade,
  url text not null,
  host text not null,
  origin text not null,
  -- Then the item is normalized without its page.
  until timestamptz not null,
  -- Fencing token of the job that asks for the page.
  claim bigint not null default 0,
  claimed_until timestamptz,
  -- When the request of the current claim may start.
  starts_at timestamptz
);
create index page_waits_by_host on page_waits (host, until, item_id);
create index page_waits_until on page_waits (until);

-- What asking for an item's page came to: the page as it came, deflated, or why there is none. Never updated.
create table pages (
  item_id bigint primary key references items on delete cascade,
  -- The address that answered, after redirects.
  url text not null,
  fetched_at timestamptz not null,
  outcome text not null,
  status integer,
  content_type text,
  message text,
  body bytea
);
alter table pages alter column body set storage external;

-- What is known of the robots.txt of origins.
create table robots (
  origin text primary key,
  access text not null check (access in ('rules', 'all', 'none')),
  body text,
  crawl_delay_ms integer,
  expires_at timestamptz not null
);
create index robots_expires on robots (expires_at);

-- The last page that each feed's items asked for, and how many in a row came to nothing.
create table feed_pages (
  feed_id bigint primary key references feeds,
  -- The newest item that is counted, so that none counts twice.
  item_id bigint not null,
  use text not null,
  url text not null,
  at timestamptz not null,
  message text,
  misses integer not null
);

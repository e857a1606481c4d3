-- Up Migration

-- Feeds that are given out, each at an address that nobody can guess.
create table outputs (
  id bigint generated always as identity primary key,
  name text not null unique,
  topic_id bigint references topics,
  notices text not null check (notices in ('articles', 'stories', 'updates')),
  content text not null check (content in ('full', 'summary')),
  token text not null unique,
  -- Events after this cursor are for it.
  starts_after bigint not null,
  -- Of the entry that was told last; positions are never given twice.
  last_position bigint not null default 0,
  -- Up to which position the hub knows, and when it is told again after it took nothing.
  announced_position bigint not null default 0,
  announce_at timestamptz,
  changed_at timestamptz not null,
  created_at timestamptz not null
);
create index outputs_by_topic on outputs (topic_id);

-- What an output holds. An entry that is told again moves to a new position, so every entry stands in one place.
create table output_entries (
  output_id bigint not null references outputs on delete cascade,
  article_id bigint not null,
  position bigint not null,
  told_at timestamptz not null,
  primary key (output_id, article_id)
);
create unique index output_entries_in_order on output_entries (output_id, position);
create index output_entries_of_article on output_entries (article_id);

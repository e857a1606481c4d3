-- Up Migration

create table topics (
  id bigint generated always as identity primary key,
  name text not null,
  query text not null,
  -- The language in which single words match in all their forms.
  stemming text,
  paused boolean not null,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index topics_name on topics (name);

-- Grows with every change of a topic, in the transaction that makes it.
create table topics_version (
  only_row boolean primary key default true check (only_row),
  version bigint not null
);
insert into topics_version (version) values (1);

-- Which events concern which topic.
create table topic_matches (
  topic_id bigint not null references topics on delete cascade,
  cursor bigint not null,
  article_id bigint not null,
  -- Whether the query matches; false where the event is told because an earlier one of the article did.
  holds boolean not null,
  primary key (topic_id, cursor)
);
create index topic_matches_by_cursor on topic_matches (cursor);
create index topic_matches_by_article on topic_matches (article_id, topic_id);

-- How far each follower of the log has come. Its row is locked while it writes, so one process follows at a time.
create table followers (
  name text primary key,
  cursor bigint not null
);

-- Up Migration

-- Whether the article was compared with others; false for those of a store without stories, until repair comes to them.
alter table articles
  add column compared boolean not null default false,
  -- Killed articles stay; lists and exports leave them out.
  add column killed_at timestamptz,
  add column kill_reason text;
create index articles_uncompared on articles (first_seen_at) where not compared;

-- What choosing stories needs of a text without reading it.
create table story_texts (
  article_id bigint primary key references articles,
  words double precision not null,
  -- Hashes of the terms of the headline.
  title bigint[] not null,
  -- The article comes from the agency that wrote it.
  own boolean not null
);

-- The shingles under which others find a text (src/dedupe/sample.ts). Only articles of the time window are looked up.
create table story_samples (
  shingle bigint not null,
  article_id bigint not null,
  primary key (shingle, article_id)
);
create index story_samples_by_article on story_samples (article_id);

-- That the text of one article is that of another, or a part of it.
create table story_links (
  shorter_id bigint not null references articles,
  longer_id bigint not null references articles,
  kind text not null check (kind in ('copy', 'excerpt', 'teaser', 'brief')),
  score double precision not null,
  longer_coverage double precision not null,
  span_from integer not null,
  span_to integer not null,
  primary key (shorter_id, longer_id)
);
create index story_links_by_longer on story_links (longer_id, shorter_id);

-- What operators decided of two articles; it goes before all links.
create table story_decisions (
  one_id bigint not null references articles,
  other_id bigint not null references articles,
  verdict text not null check (verdict in ('together', 'apart')),
  decided_at timestamptz not null,
  primary key (one_id, other_id),
  check (one_id < other_id)
);
create index story_decisions_by_other on story_decisions (other_id);

create table stories (
  id bigint generated always as identity primary key,
  lead_id bigint not null references articles,
  -- 0 once all articles left.
  size integer not null,
  -- The story that took this one's articles over, so that its id stays valid.
  merged_into bigint references stories,
  -- An article of the story that was killed: a warning for its copies.
  killed_id bigint references articles,
  created_at timestamptz not null,
  changed_at timestamptz not null
);
create index stories_told on stories (id) where size > 1;
create index stories_merged on stories (merged_into) where merged_into is not null;

create table story_members (
  article_id bigint primary key references articles,
  story_id bigint not null references stories,
  -- The article whose text this one has, how much of it, and why; null for the lead.
  of_id bigint,
  score double precision,
  reason text not null,
  joined_at timestamptz not null
);
create index story_members_by_story on story_members (story_id, article_id);

alter table events
  drop constraint events_type_check,
  add constraint events_type_check check (type in ('created', 'updated', 'killed', 'story')),
  add column story_id bigint,
  add column reason text,
  add column class text;

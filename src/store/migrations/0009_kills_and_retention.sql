-- Up Migration

-- Articles that were taken back; they stay, and lists and exports leave them out. A table of its own: killing changes no
-- row that whoever revises the article holds. It is done under the lock of stories alone.
create table kills (
  article_id bigint primary key references articles,
  -- Who took it back: a feed's status can be taken back by the feed, all else by an operator.
  cause text not null check (cause in ('operator', 'headline', 'deleted', 'status', 'gone')),
  reason text not null,
  killed_at timestamptz not null
);
insert into kills (article_id, cause, reason, killed_at)
  select id, 'operator', coalesce(kill_reason, ''), killed_at from articles where killed_at is not null;
alter table articles drop column killed_at, drop column kill_reason;
alter table stories drop column killed_id;

-- Articles that were deleted for their age. Their identities stay as long, so that what a feed still lists brings none.
create table pruned_articles (
  article_id bigint primary key,
  -- Feeds that it was seen in.
  feed_ids bigint[] not null,
  pruned_at timestamptz not null
);
create index identities_by_article on identities using brin (article_id) with (pages_per_range = 8);
create index articles_by_item on articles (item_id);
create index revisions_by_time on revisions (changed_at);

-- Up to which item raw items were looked at for what may be deleted; from the beginning again after the last.
create table item_sweep (
  only_row boolean primary key default true check (only_row),
  item_id bigint not null
);
insert into item_sweep (item_id) values (0);

-- The log outlives its articles; its oldest events can be deleted up to a cursor.
alter table log_head add column pruned_to bigint not null default 0;
alter table events drop constraint events_article_id_fkey;

-- A story that was merged goes with the one that took it over, and leads nowhere by itself.
alter table stories
  drop constraint stories_lead_id_fkey,
  drop constraint stories_merged_into_fkey,
  add constraint stories_merged_into_fkey foreign key (merged_into) references stories on delete cascade;

-- Hosts that are asked, each with its port where that is not the scheme's own.
create table hosts (
  host text primary key,
  -- No request to it starts before.
  free_at timestamptz not null,
  -- Whether due feeds wait for it (polling.is_waiting); written by the claim alone.
  is_waited_for boolean not null
);
create index hosts_waited_for on hosts (free_at) where is_waited_for;

alter table polling
  -- Where the feed is asked next.
  add column host text,
  -- When the fetch of the current claim may start.
  add column starts_at timestamptz,
  -- Due, but others of its host are first.
  add column is_waiting boolean not null default false,
  -- Paused or removed, as the claim found when it was due.
  add column is_off boolean not null default false;
update polling set host = feeds.host from feeds where feeds.id = polling.feed_id;
alter table polling alter column host set not null;

drop index polling_due;
create index polling_due on polling (due_at) where claimed_until is null and not is_waiting and not is_off;
create index polling_waiting on polling (host, due_at) where is_waiting;
create index feeds_by_host on feeds (host) where removed_at is null;

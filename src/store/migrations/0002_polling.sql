-- What earlier polls told of a feed (PollingHistory in src/domain), and how polling it goes (FeedState).
alter table polling
  add column history jsonb not null default '{}',
  add column state text not null default 'new',
  add column state_since timestamptz,
  drop column moved_to;
create index polling_by_state on polling (state) where state <> 'healthy';

-- Up Migration

-- How a subscription is told, and when.
alter table subscriptions
  add column channel text not null default 'webhook' check (channel in ('webhook', 'chat', 'email')),
  -- {timeZone, digest, quietHours, hourlyCap}
  add column pace jsonb not null default '{"timeZone": "UTC", "digest": null, "quietHours": null, "hourlyCap": null}',
  -- What the address to unsubscribe at ends with; of e-mail alone.
  add column token text unique,
  -- Till when nothing is sent, by its pace.
  add column held_until timestamptz,
  -- The notices of the last hour, where there is a cap on them.
  add column noticed_at timestamptz[] not null default '{}';

-- Stories of which a subscription hears nothing more, but that what it was told is wrong.
create table muted_stories (
  subscription_id bigint not null references subscriptions on delete cascade,
  story_id bigint not null references stories on delete cascade,
  muted_at timestamptz not null,
  primary key (subscription_id, story_id)
);
create index muted_stories_by_story on muted_stories (story_id);

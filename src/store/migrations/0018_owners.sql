-- Up Migration

-- Who is told when a subscription is given up, when that is due (null: it is not), and how often it was tried.
alter table subscriptions
  add column owner text,
  add column owner_due_at timestamptz,
  add column owner_tries integer not null default 0;

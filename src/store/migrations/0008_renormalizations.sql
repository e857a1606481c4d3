-- Up Migration

-- Feeds whose articles are to be made anew of their items, by other rules; a row goes when that is done.
create table renormalizations (
  feed_id bigint primary key references feeds,
  -- Why, for the log.
  reason text not null,
  requested_at timestamptz not null,
  -- The newest item there was then.
  newest_item bigint not null,
  -- When its job was enqueued last; null while items wait that were there before: these may get the rules of before.
  enqueued_at timestamptz,
  -- The newest come first: articles from this id on are done.
  done_to bigint
);

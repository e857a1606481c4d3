-- Up Migration

alter table api_keys
  -- Requests in a minute; null where only the limit by address holds.
  add column rate_per_minute integer check (rate_per_minute > 0),
  add column expires_at timestamptz,
  -- The key that this one was made to replace. A key is replaced once; its replacement is replaced next.
  add column replaces bigint unique references api_keys;

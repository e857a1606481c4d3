-- Up Migration

-- What is old enough to be deleted.
create index deliveries_by_age on deliveries (created_at);

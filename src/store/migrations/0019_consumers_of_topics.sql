-- Up Migration

-- A consumer of a topic is given the events that concern it.
alter table consumers add column topic_id bigint references topics;
create index consumers_by_topic on consumers (topic_id);

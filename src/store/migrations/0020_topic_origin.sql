-- Up Migration

-- file: config/topics.yaml says what it is. operator: added by command or API.
alter table topics add column origin text not null default 'operator' check (origin in ('file', 'operator'));

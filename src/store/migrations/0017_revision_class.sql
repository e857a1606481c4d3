-- Up Migration

-- What a change was outlives its event, which is deleted when it is old.
alter table articles add column class text;
alter table revisions add column class text;
update articles a set class = e.class from events e
where e.article_id = a.id and e.revision = a.revision and e.type = 'updated';
update revisions r set class = e.class from events e
where e.article_id = r.article_id and e.revision = r.revision and e.type = 'updated';

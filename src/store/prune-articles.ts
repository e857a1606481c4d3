import type { Db } from './db.ts';

/**
 * The oldest articles first seen before then, locked until the transaction ends; those that somebody has in hand, or
 * whose raw item waits, are left for later. Relies on articles_first_seen.
 */
export async function takeOldArticles(db: Db, before: Date, limit: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from articles a where first_seen_at < $1
       and not exists (select from waiting_items w where w.item_id = a.item_id)
     order by first_seen_at limit $2 for update skip locked`,
    [before, limit],
  );
  return rows.map(({ id }) => id);
}

/**
 * Deletes articles with all that hangs on them: revisions, raw items, sightings, kills, matches of topics, and their places in stories. What
 * they are known by stays, so that they do not come in again. For holders of the lock of stories.
 */
export async function deleteArticles(db: Db, ids: string[], at: Date): Promise<void> {
  await db.query(
    `with gone as materialized (
       select id, item_id from articles where id = any ($1::bigint[])
     ), remembered as (
       insert into pruned_articles (article_id, feed_ids, pruned_at)
       select id, array(select distinct s.feed_id from sightings s where s.article_id = gone.id), $2 from gone
     ), raw as (
       delete from items i using (
         select item_id from gone
         union select r.item_id from revisions r join gone on gone.id = r.article_id) g
       where i.id = g.item_id and not exists (select from waiting_items w where w.item_id = i.id)
     ), samples as (delete from story_samples d using gone where d.article_id = gone.id
     ), shorter as (delete from story_links d using gone where d.shorter_id = gone.id
     ), longer as (delete from story_links d using gone where d.longer_id = gone.id and d.shorter_id <> all ($1::bigint[])
     ), ones as (delete from story_decisions d using gone where d.one_id = gone.id
     ), others as (delete from story_decisions d using gone where d.other_id = gone.id and d.one_id <> all ($1::bigint[])
     ), members as (delete from story_members d using gone where d.article_id = gone.id returning d.story_id
     ), emptied as (
       delete from stories s using (select distinct story_id from members) m
       where s.id = m.story_id and not exists (
         select from story_members o where o.story_id = s.id and o.article_id <> all ($1::bigint[]))
     ), matched as (delete from topic_matches d using gone where d.article_id = gone.id
     ), texts as (delete from story_texts d using gone where d.article_id = gone.id
     ), killed as (delete from kills d using gone where d.article_id = gone.id
     ), revised as (delete from revisions d using gone where d.article_id = gone.id
     ), seen as (delete from sightings d using gone where d.article_id = gone.id
     )
     delete from articles a using gone where a.id = gone.id`,
    [ids, at],
  );
}

import { encodeBigints } from './bigint-array.ts';
import type { Db } from './db.ts';

/** The shingles under which an article is found. */
export interface ArticleSample {
  articleId: string;
  /** Whole numbers below 2^52. */
  sample: readonly number[];
}

/** Two articles that share so many shingles of their samples. */
export interface SharedSample {
  articleId: string;
  otherId: string;
  shared: number;
}

/** How far a look-up goes. */
export interface LookUpBounds {
  /** Only articles stored after the newest that was first seen before this time. */
  since: Date;
  /** Of the articles that hold a shingle, the newest so many. */
  maxHolders: number;
  /** Fewer shared shingles are not told. */
  minShared: number;
  /** Of the articles that share enough, so many, those that share most; a shingle counts the less the more hold it. */
  maxOthers: number;
}

/** Writes samples; of articles that had one, over it. */
export async function replaceSamples(
  db: Db,
  samples: readonly ArticleSample[],
  had: string[],
): Promise<void> {
  if (had.length > 0) await deleteSamples(db, had);
  // In the order of the index, and without a look at conflicts, which a sample has none of: half the time.
  await db.query(
    `insert into story_samples (shingle, article_id)
     select * from unnest($1::bigint[], $2::bigint[]) as s (shingle, article_id) order by shingle`,
    sampleColumns(samples),
  );
}

/** A row a shingle: the shingle, and whose it is. */
function sampleColumns(samples: readonly ArticleSample[]): [Buffer, Buffer] {
  const articleIds = samples.flatMap(({ articleId, sample }) =>
    Array<number>(sample.length).fill(Number(articleId)),
  );
  return [encodeBigints(samples.flatMap(({ sample }) => sample)), encodeBigints(articleIds)];
}

export async function deleteSamples(db: Db, articleIds: string[]): Promise<void> {
  await db.query('delete from story_samples where article_id = any ($1::bigint[])', [articleIds]);
}

/**
 * Other articles that share enough of these samples, which need not be written. Relies on the primary key: a look-up
 * takes one probe a shingle, in the order of the index, and reads at most `maxHolders` rows there, however many articles there are.
 */
export async function findSharedSamples(
  db: Db,
  samples: readonly ArticleSample[],
  { since, maxHolders, minShared, maxOthers }: LookUpBounds,
): Promise<SharedSample[]> {
  const { rows } = await db.query<SharedSample>(
    `with outside as materialized (
       select coalesce((
         select id from articles where first_seen_at < $3 order by first_seen_at desc, id desc limit 1), 0) as id
     ), shared as (
       select w.article_id, h.other_id, count(*)::integer as shared, sum(h.holders::float8 ^ -4) as weight
       from (
         select * from unnest($1::bigint[], $2::bigint[]) as given (shingle, article_id) order by shingle
       ) w cross join outside cross join lateral (
         select newest.article_id as other_id, count(*) over () as holders from (
           select s.article_id from story_samples s
           where s.shingle = w.shingle and s.article_id > outside.id order by s.article_id desc limit $4
         ) newest
       ) h
       where h.other_id <> w.article_id
       group by w.article_id, h.other_id having count(*) >= $5
     )
     select article_id as "articleId", other_id as "otherId", shared from (
       select *, row_number() over (partition by article_id order by weight desc, other_id) as place from shared
     ) ranked where place <= $6`,
    [...sampleColumns(samples), since, maxHolders, minShared, maxOthers],
  );
  return rows;
}

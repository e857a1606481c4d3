import { type Identity, type IdentityKind, identityName } from '../domain/identity.ts';
import type { Db } from './db.ts';

/** An identity and the article that claims it. */
export interface IdentityClaim {
  identity: Identity;
  articleId: string;
}

/** How the store writes what an identity is of. */
export const kindNumbers: Record<IdentityKind, number> = { item: 1, url: 2, text: 3, link: 4 };
const kindNames = new Map(
  Object.entries(kindNumbers).map(([kind, number]) => [number, kind as IdentityKind]),
);

/**
 * Claims identities that nobody owns yet and returns the owner of every one, by identity name. Of several claims to
 * one identity the first counts.
 *
 * The primary key decides between concurrent transactions: the later one waits for the earlier to commit and then
 * finds its owner. All claim in the order of the key, so none waits in a circle.
 */
export async function claimIdentities(db: Db, claims: IdentityClaim[]): Promise<Map<string, string>> {
  const first = new Map<string, IdentityClaim>();
  for (const claim of claims) {
    const name = identityName(claim.identity);
    if (!first.has(name)) first.set(name, claim);
  }
  await db.query(
    `insert into identities (kind, hash, article_id)
     select * from unnest($1::smallint[], $2::bytea[], $3::bigint[]) as c (kind, hash, article_id) order by kind, hash
     on conflict do nothing`,
    toColumns([...first.values()]),
  );
  return findOwners(
    db,
    [...first.values()].map(({ identity }) => identity),
  );
}

/** The articles that own these identities, by identity name. Relies on the primary key. */
export async function findOwners(db: Db, identities: readonly Identity[]): Promise<Map<string, string>> {
  const { rows } = await db.query<{ kind: number; hash: Buffer; article_id: string }>(
    `select i.kind, i.hash, i.article_id
     from unnest($1::smallint[], $2::bytea[]) as c (kind, hash) join identities i using (kind, hash)`,
    [identities.map(({ kind }) => kindNumbers[kind]), identities.map(({ hash }) => hash)],
  );
  return new Map(
    rows.map((row) => [
      identityName({ kind: kindNames.get(row.kind) ?? 'item', hash: row.hash }),
      row.article_id,
    ]),
  );
}

/** Hands identities over to another article. Only for identities that this transaction claimed itself. */
export async function reassignIdentities(db: Db, claims: IdentityClaim[]): Promise<void> {
  if (claims.length === 0) return;
  await db.query(
    `update identities i set article_id = c.article_id
     from unnest($1::smallint[], $2::bytea[], $3::bigint[]) as c (kind, hash, article_id)
     where i.kind = c.kind and i.hash = c.hash`,
    toColumns(claims),
  );
}

function toColumns(claims: IdentityClaim[]): [number[], Buffer[], string[]] {
  return [
    claims.map((claim) => kindNumbers[claim.identity.kind]),
    claims.map((claim) => claim.identity.hash),
    claims.map((claim) => claim.articleId),
  ];
}

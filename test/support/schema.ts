import type { Db } from '../../src/store/db.ts';

/** The store's own schema as text, the same on every PostgreSQL: tables with columns, constraints and indexes. */
export async function describeSchema(db: Db): Promise<string> {
  const { rows } = await db.query<{
    name: string;
    columns: string[];
    constraints: string[];
    indexes: string[];
  }>(
    `select c.relname as name,
       array(select format('  %s %s%s', a.attname, format_type(a.atttypid, a.atttypmod),
           case when a.attnotnull then ' not null' else '' end)
         from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
       array(select '  ' || pg_get_constraintdef(k.oid) from pg_constraint k
         where k.conrelid = c.oid and k.contype <> 'n' order by k.contype, k.conname) as constraints,
       array(select '  ' || pg_get_indexdef(i.indexrelid) from pg_index i
         where i.indrelid = c.oid and not i.indisprimary order by i.indexrelid::regclass::text) as indexes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'wiredesk' and c.relkind = 'r' order by c.relname`,
  );
  return rows
    .map(({ name, columns, constraints, indexes }) =>
      [name, ...columns, ...constraints, ...indexes].join('\n'),
    )
    .join('\n\n')
    .concat('\n');
}

/**
 * Empties a database, inside a transaction: what an administrator set up by hand (extensions, rights) stays.
 */
import type pg from 'pg'

/** Drops everything that lies in our schema and belongs to no extension. */
export async function dropEverything(client: pg.ClientBase): Promise<void> {
  await client.query(`
    do $$
    declare thing record;
    begin
      for thing in
        select case d.type when 'composite type' then 'type' else d.type end as type, d.identity
          from (select classid, objid from pg_depend
                 where refclassid = 'pg_namespace'::regclass and refobjid = current_schema()::regnamespace and deptype = 'n') o,
               lateral pg_identify_object(o.classid, o.objid, 0) d
         where d.identity is not null
           and not exists (select from pg_depend e where e.classid = o.classid and e.objid = o.objid and e.deptype = 'e')
      loop
        execute format('drop %s if exists %s cascade', thing.type, thing.identity);
      end loop;
    end $$`)
}

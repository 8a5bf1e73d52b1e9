-- What is to be done because something happened, beside the fact and in its transaction: two short columns instead of a
-- job, since most facts are answers that come by hundreds in a minute. A row lives until its reaction was done, in whose
-- transaction it goes; one that failed becomes a job and is tried again from there. No key to the fact: both are written
-- by one statement, and facts stay.
create table reaction_due (
  fact_id uuid not null,
  name text not null,
  community_id uuid not null,
  primary key (fact_id, name)
);

-- Nearly always empty, and read all the time: its remains are swept early.
alter table reaction_due set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500, autovacuum_analyze_threshold = 100000);

-- The kinds of mail that members can do without stand in a table: another one is a row, and no constraint is written anew.

create table mail_kind (
  kind text primary key check (kind ~ '^[a-z][a-z-]*$')
);
-- As `stoppable` lists them in src/server/communities/mail-stops.ts; tests/house/database-lists.test.ts holds the two together.
insert into mail_kind (kind)
values ('invitations'), ('reminders'), ('records'), ('actions'), ('briefs'), ('questions'), ('discussion');

alter table mail_stop
  drop constraint mail_stop_kind_check,
  add foreign key (kind) references mail_kind;

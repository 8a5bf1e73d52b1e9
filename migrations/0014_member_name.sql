-- Lists of members are read by name a page at a time: the name that a person goes by stands beside their membership,
-- kept there by the database itself, so that an index serves the list however many they are.

alter table member add column name text not null default '';
update member m set name = p.name from person p where p.id = m.person_id;
create index member_name on member (community_id, name, id);

create function member_name() returns trigger language plpgsql as $$
begin
  select p.name into strict new.name from person p where p.id = new.person_id;
  return new;
end $$;
create trigger member_name before insert or update of person_id on member for each row execute function member_name();

create function member_renamed() returns trigger language plpgsql as $$
begin
  update member set name = new.name where person_id = new.id;
  return null;
end $$;
create trigger member_renamed after update of name on person for each row when (old.name is distinct from new.name)
  execute function member_renamed();

-- Who comes to an event, in the order in which they said so.
create index rsvp_answer on rsvp (community_id, event_id, answer, at);

-- Two who answer to the same event at the same moment waited for each other: both change how many come. Where places are
-- limited they must; where they are not, each now writes down what is to be added, and it is added up every few minutes.
create table coming_to_add (
  community_id uuid not null,
  event_id uuid not null,
  coming integer not null,
  coming_online integer not null,
  offered integer not null,
  offered_online integer not null
);
create index coming_to_add_event on coming_to_add (community_id, event_id);

-- Whoever limits the places adds up first, and waits for those who are writing something down.
create function coming_lock(event uuid) returns bigint language sql immutable return hashtextextended(event::text, 1);

create or replace function count_coming() returns trigger language plpgsql as $$
declare
  community uuid := coalesce(new.community_id, old.community_id);
  event_ uuid := coalesce(new.event_id, old.event_id);
  came integer := 0;
  came_online integer := 0;
  held integer := 0;
  held_online integer := 0;
begin
  if tg_op <> 'DELETE' then
    came := (new.answer = 'yes')::integer;
    came_online := came * coalesce(new.mode = 'online', false)::integer;
    held := (new.answer = 'offered')::integer;
    held_online := held * coalesce(new.mode = 'online', false)::integer;
  end if;
  if tg_op <> 'INSERT' then
    came := came - (old.answer = 'yes')::integer;
    came_online := came_online - (old.answer = 'yes' and coalesce(old.mode = 'online', false))::integer;
    held := held - (old.answer = 'offered')::integer;
    held_online := held_online - (old.answer = 'offered' and coalesce(old.mode = 'online', false))::integer;
  end if;
  if came = 0 and came_online = 0 and held = 0 and held_online = 0 then
    return null;
  end if;
  perform pg_advisory_xact_lock_shared(coming_lock(event_));
  insert into coming_to_add
  select community, event_, came, came_online, held, held_online
    from event e where e.community_id = community and e.id = event_ and e.capacity is null and e.online_capacity is null;
  if not found then
    update event set coming = coming + came, coming_online = coming_online + came_online,
                     offered = offered + held, offered_online = offered_online + held_online
     where community_id = community and id = event_;
  end if;
  return null;
end $$;

-- Adds up what was written down for an event. Whoever calls it holds the event's row.
create function add_up_coming(community uuid, event_ uuid) returns void language sql as $$
  select pg_advisory_xact_lock(coming_lock(event_));
  with gone as (
    delete from coming_to_add where community_id = community and event_id = event_
    returning coming, coming_online, offered, offered_online),
  added as (
    select sum(coming)::integer as coming, sum(coming_online)::integer as coming_online,
           sum(offered)::integer as offered, sum(offered_online)::integer as offered_online from gone)
  update event e
     set coming = e.coming + a.coming, coming_online = e.coming_online + a.coming_online,
         offered = e.offered + a.offered, offered_online = e.offered_online + a.offered_online
    from added a
   where e.community_id = community and e.id = event_ and a.coming is not null
$$;

-- Places cannot be limited without all who come being counted.
create function limit_places() returns trigger language plpgsql as $$
declare
  added record;
begin
  perform pg_advisory_xact_lock(coming_lock(new.id));
  with gone as (
    delete from coming_to_add where community_id = new.community_id and event_id = new.id
    returning coming, coming_online, offered, offered_online)
  select coalesce(sum(coming), 0) as coming, coalesce(sum(coming_online), 0) as coming_online,
         coalesce(sum(offered), 0) as offered, coalesce(sum(offered_online), 0) as offered_online into added from gone;
  new.coming := new.coming + added.coming;
  new.coming_online := new.coming_online + added.coming_online;
  new.offered := new.offered + added.offered;
  new.offered_online := new.offered_online + added.offered_online;
  return new;
end $$;
create trigger limit_places before update of capacity, online_capacity on event for each row
  when (old.capacity is null and old.online_capacity is null
        and (new.capacity is not null or new.online_capacity is not null))
  execute function limit_places();

-- What runs side by side in one part of an agenda, and who goes where.

create table parallel_session (
  community_id uuid not null,
  event_id uuid not null,
  segment_id uuid not null,
  id uuid not null,
  position integer not null,
  title text not null check (length(title) between 1 and 200),
  purpose text,
  -- Sessions that belong together over several slots: `Data quality`.
  track text,
  room text,
  link text,
  leader_id uuid,
  capacity integer check (capacity > 0),
  taken integer not null default 0 check (taken >= 0),
  primary key (community_id, event_id, id),
  unique (community_id, event_id, segment_id, id),
  constraint parallel_session_capacity check (capacity is null or taken <= capacity),
  foreign key (community_id, event_id, segment_id) references segment on delete cascade,
  foreign key (community_id, leader_id) references member (community_id, id) on delete set null (leader_id)
);

-- Nobody is in two places: one session for a member in each slot.
create table session_choice (
  community_id uuid not null,
  event_id uuid not null,
  segment_id uuid not null,
  member_id uuid not null,
  session_id uuid not null,
  at timestamptz not null,
  primary key (community_id, event_id, segment_id, member_id),
  foreign key (community_id, event_id, segment_id, session_id)
    references parallel_session (community_id, event_id, segment_id, id) on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade
);
create index session_choice_session on session_choice (community_id, event_id, session_id);
create index session_choice_member on session_choice (community_id, member_id);

-- Kept beside the capacity by the database itself, so that no race lets one too many in.
create function count_session_places() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    update parallel_session set taken = taken - 1
     where community_id = old.community_id and event_id = old.event_id and id = old.session_id;
  end if;
  if tg_op <> 'DELETE' then
    update parallel_session set taken = taken + 1
     where community_id = new.community_id and event_id = new.event_id and id = new.session_id;
  end if;
  return null;
end $$;
create trigger count_session_places after insert or update of session_id or delete on session_choice
  for each row execute function count_session_places();

-- Whoever does not come any more gives the places in sessions back, too.
create function free_session_places() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or new.answer <> 'yes' then
    delete from session_choice where community_id = old.community_id and event_id = old.event_id and member_id = old.member_id;
  end if;
  return null;
end $$;
create trigger free_session_places after update of answer or delete on rsvp for each row execute function free_session_places();

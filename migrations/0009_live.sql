-- The live room of an event while it happens: its way in, its clock, and who takes part.

create table live_room (
  community_id uuid not null,
  event_id uuid not null,
  -- Short, to be read aloud and typed on a phone; taken away when the meeting is over.
  code text unique check (code ~ '^[A-Z0-9]{6}$'),
  -- Who is let in: members who may come, or anyone who has the code.
  door text not null default 'members' check (door in ('members','anyone')),
  opened_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (community_id, event_id),
  foreign key (community_id, event_id) references event on delete cascade,
  check (ended_at is null or (started_at is not null and ended_at >= started_at))
);

-- How the agenda really ran: one row for each part that was begun. `position` is the segment's.
create table live_part (
  community_id uuid not null,
  event_id uuid not null,
  position integer not null,
  began_at timestamptz not null,
  ended_at timestamptz check (ended_at >= began_at),
  added_minutes integer not null default 0 check (added_minutes between -600 and 600),
  primary key (community_id, event_id, position),
  foreign key (community_id, event_id) references live_room on delete cascade
);
-- Nothing runs beside anything else.
create unique index live_part_now on live_part (community_id, event_id) where ended_at is null;

-- Somebody in the room: a member, or whoever came by the code and is known by a secret in their browser.
create table live_participant (
  community_id uuid not null,
  event_id uuid not null,
  id uuid not null,
  member_id uuid,
  -- What somebody without an account calls themselves, if they do.
  name text check (length(name) between 1 and 80),
  token_hash text unique,
  joined_at timestamptz not null,
  primary key (community_id, event_id, id),
  unique (community_id, event_id, member_id),
  foreign key (community_id, event_id) references live_room on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade,
  check (num_nonnulls(member_id, token_hash) = 1),
  check (member_id is null or name is null)
);
create index live_participant_member on live_participant (community_id, member_id) where member_id is not null;

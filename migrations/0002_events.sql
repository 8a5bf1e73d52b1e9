-- Events: formats, series, occurrences, agendas, answers and attendance.

-- The community's own copy of an event format; `data` holds what content/event-formats.json holds.
create table event_format (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  key text not null,
  name text not null,
  -- A webinar is not a CoP meeting: classes are never added up.
  class text not null,
  minutes integer not null check (minutes > 0),
  data jsonb not null,
  primary key (community_id, id),
  unique (community_id, key)
);

-- A recurrence that made events. Wall time and zone are the truth; instants are computed from them.
create table series (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  key text not null,
  format_key text not null,
  title text not null,
  -- RFC 5545; none where dates follow another series or stand alone.
  rule text,
  rule_in_words text not null,
  wall_time text not null check (wall_time ~ '^([01]\d|2[0-3]):[0-5]\d$'),
  zone text not null,
  minutes integer not null check (minutes > 0),
  circle_id uuid,
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  primary key (community_id, id),
  unique (community_id, key),
  foreign key (community_id, format_key) references event_format (community_id, key),
  foreign key (community_id, circle_id) references circle on delete set null (circle_id)
);

-- One dated occurrence.
create table event (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  -- The design's name for it, so that a later version finds it again; none for what people planned by hand.
  key text,
  series_id uuid,
  format_key text not null,
  class text not null,
  title text not null check (length(title) between 1 and 300),
  summary text,
  wall_start timestamp not null,
  zone text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  -- Minutes held on all days together; of an exchange in writing, the minutes for which it is open.
  minutes integer not null check (minutes >= 5),
  -- A retreat of two days is one event: the same wall time on days that follow one another.
  days integer not null default 1 check (days between 1 and 31),
  -- Where it first stood in the calendar, once it has been moved: by a fortnight at most and it is still held as planned.
  first_starts_at timestamptz,
  place text not null default 'online' check (place in ('online','room','hybrid','phone','writing')),
  place_link text,
  place_text text,
  -- Who may come; none means every member.
  circle_id uuid,
  -- The circle whose promise (so many meetings a year) this event counts towards; the event may be for more people.
  promise_circle_id uuid,
  -- What may leave the room (domain/04, 4.4): anything; what is learned but not who said it; nothing.
  confidence text not null default 'open' check (confidence in ('open','learned-leaves','nothing-leaves')),
  is_public boolean not null default false,
  audience text not null default 'everybody',
  -- False for an exchange in writing, which nobody attends.
  is_live boolean not null default true,
  capacity integer check (capacity > 0),
  coming integer not null default 0 check (coming >= 0),
  state text not null default 'planned' check (state in ('planned','held','cancelled')),
  facilitator_id uuid,
  -- Counts changes for calendar files (RFC 5545 SEQUENCE).
  sequence integer not null default 0,
  by_hand boolean not null default false,
  held_at timestamptz,
  cancelled_at timestamptz,
  cancel_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id),
  unique (community_id, key),
  constraint event_capacity check (capacity is null or coming <= capacity),
  constraint event_length check (place = 'writing' or minutes <= days * 1440),
  foreign key (community_id, series_id) references series on delete set null (series_id),
  foreign key (community_id, format_key) references event_format (community_id, key),
  -- A circle that goes must not open its events to everybody: they are given another circle first.
  foreign key (community_id, circle_id) references circle,
  foreign key (community_id, promise_circle_id) references circle on delete set null (promise_circle_id),
  foreign key (community_id, facilitator_id) references member (community_id, id) on delete set null (facilitator_id)
);
create index event_when on event (community_id, starts_at, id);
create index event_public on event (community_id, starts_at, id) where is_public;
create index event_format_when on event (community_id, format_key, starts_at);
create index event_series on event (community_id, series_id, starts_at) where series_id is not null;
create index event_promise on event (community_id, promise_circle_id, starts_at) where promise_circle_id is not null;

create table segment (
  community_id uuid not null,
  event_id uuid not null,
  position integer not null,
  day integer not null default 1,
  minutes integer not null check (minutes > 0),
  title text not null,
  purpose text,
  mode text not null,
  lead text not null,
  leader_id uuid,
  primary key (community_id, event_id, position),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, leader_id) references member (community_id, id) on delete set null (leader_id)
);

-- One answer per member and event.
create table rsvp (
  community_id uuid not null,
  event_id uuid not null,
  member_id uuid not null,
  answer text not null check (answer in ('yes','maybe','no')),
  at timestamptz not null,
  answered_by uuid references person on delete set null,
  primary key (community_id, event_id, member_id),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade
);
create index rsvp_member on rsvp (community_id, member_id);

-- The number who come is kept beside the capacity, by the database itself, so that no race lets one too many in.
create function count_coming() returns trigger language plpgsql as $$
declare
  step integer := (case when tg_op <> 'DELETE' and new.answer = 'yes' then 1 else 0 end)
                - (case when tg_op <> 'INSERT' and old.answer = 'yes' then 1 else 0 end);
begin
  if step <> 0 then
    update event set coming = coming + step
     where community_id = coalesce(new.community_id, old.community_id) and id = coalesce(new.event_id, old.event_id);
  end if;
  return null;
end $$;
create trigger count_coming after insert or update of answer or delete on rsvp for each row execute function count_coming();

create table attendance (
  community_id uuid not null,
  event_id uuid not null,
  member_id uuid not null,
  minutes integer check (minutes >= 0),
  source text not null default 'facilitator',
  at timestamptz not null,
  marked_by uuid references person on delete set null,
  primary key (community_id, event_id, member_id),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade
);
create index attendance_member on attendance (community_id, member_id, event_id);

-- Secret addresses of calendar feeds; one in force per member.
create table calendar_feed (
  community_id uuid not null,
  member_id uuid not null,
  token_hash text not null unique,
  created_at timestamptz not null,
  primary key (community_id, member_id),
  foreign key (community_id, member_id) references member on delete cascade
);

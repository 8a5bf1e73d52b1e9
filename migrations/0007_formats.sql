-- Event formats that a community changes, and agendas whose parts are known by an id of their own.

alter table event_format
  add column version integer not null default 1,
  -- Retired formats keep their past events and are not offered for new ones.
  add column retired_at timestamptz,
  -- Made or changed by a person: a later version of the design leaves it alone.
  add column by_hand boolean not null default false,
  -- None where it is as the design brought it.
  add column changed_at timestamptz,
  add column changed_by uuid references person on delete set null,
  add column change_note text;

-- What a format was before each change; the one in force stands in event_format.
create table event_format_version (
  community_id uuid not null,
  format_key text not null,
  version integer not null,
  name text not null,
  class text not null,
  minutes integer not null,
  data jsonb not null,
  -- Who had made this version, when and why; none where the design had brought it.
  changed_at timestamptz,
  changed_by uuid references person on delete set null,
  change_note text,
  primary key (community_id, format_key, version),
  foreign key (community_id, format_key) references event_format (community_id, key) on delete cascade
);

-- No change loses what was before, whoever makes it: a person, or a later version of the design.
create function keep_format_version() returns trigger language plpgsql as $$
begin
  if (new.name, new.class, new.minutes, new.data) is distinct from (old.name, old.class, old.minutes, old.data) then
    insert into event_format_version (community_id, format_key, version, name, class, minutes, data, changed_at, changed_by, change_note)
    values (old.community_id, old.key, old.version, old.name, old.class, old.minutes, old.data, old.changed_at, old.changed_by, old.change_note);
    new.version := old.version + 1;
  end if;
  return new;
end $$;
create trigger keep_format_version before update of name, class, minutes, data on event_format
  for each row execute function keep_format_version();

-- A part of an agenda stays the same part when it is moved: what hangs on it is not lost.
alter table segment
  add column id uuid not null default uuidv7(),
  -- Where its material is.
  add column link text check (length(link) <= 1000),
  -- For whoever facilitates; nobody else reads it.
  add column note text check (length(note) <= 2000),
  drop constraint segment_pkey,
  add primary key (community_id, event_id, id),
  add constraint segment_position unique (community_id, event_id, position) deferrable initially deferred;

-- Numbers to dial into an online meeting, shown to those who get its link.
alter table event add column place_dial text check (length(place_dial) <= 500);

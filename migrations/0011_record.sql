-- What an event leaves: decisions, actions, materials, the record with its versions, the review, certificates.

-- What was uploaded; the bytes lie in the data folder under community and id.
create table stored_file (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  -- Found in the content, never taken from the name.
  type text not null,
  bytes integer not null check (bytes > 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  at timestamptz not null,
  by_person uuid references person on delete set null,
  primary key (community_id, id)
);

create table decision (
  community_id uuid not null,
  event_id uuid not null,
  id uuid not null,
  text text not null check (length(text) between 1 and 2000),
  -- Who decided and how, as people say it: "everybody there, by consent".
  by_whom text check (length(by_whom) between 1 and 200),
  at timestamptz not null,
  added_by uuid references person on delete set null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (community_id, id),
  foreign key (community_id, event_id) references event on delete cascade,
  constraint decision_withdrawn check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create index decision_event on decision (community_id, event_id, id);
create index decision_newest on decision (community_id, at desc, id desc);

create table action (
  community_id uuid not null,
  event_id uuid not null,
  id uuid not null,
  text text not null check (length(text) between 1 and 1000),
  -- Nobody yet, or somebody who was erased.
  owner_id uuid,
  due_on date not null,
  state text not null default 'open' check (state in ('open','done','dropped')),
  -- Why it was dropped.
  reason text,
  at timestamptz not null,
  added_by uuid references person on delete set null,
  -- When its present owner was given it.
  given_at timestamptz,
  ended_at timestamptz,
  ended_by uuid references person on delete set null,
  -- How far reminding has come, and when it was done last: overdue is said once a week at most.
  reminded text check (reminded in ('week','day','overdue')),
  reminded_on date,
  primary key (community_id, id),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, owner_id) references member (community_id, id) on delete set null (owner_id),
  constraint action_ended check ((state = 'open') = (ended_at is null)),
  constraint action_dropped check ((state = 'dropped') = (reason is not null))
);
create index action_event on action (community_id, event_id, id);
create index action_open on action (community_id, due_on, id) where state = 'open';
create index action_owner on action (community_id, owner_id, due_on) where owner_id is not null;

create table material (
  community_id uuid not null,
  event_id uuid not null,
  id uuid not null,
  title text not null check (length(title) between 1 and 200),
  -- When people need it.
  phase text not null check (phase in ('before','during','after')),
  url text,
  file_id uuid,
  sensitivity text not null check (sensitivity in ('public','members','hub','restricted')),
  at timestamptz not null,
  added_by uuid references person on delete set null,
  removed_at timestamptz,
  removed_by uuid references person on delete set null,
  primary key (community_id, id),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, file_id) references stored_file,
  constraint material_is_one check ((url is null) <> (file_id is null))
);
create index material_event on material (community_id, event_id, id);

-- The record that is being written. What nobody edited is drafted from what happened whenever somebody looks.
create table event_record (
  community_id uuid not null,
  event_id uuid not null,
  summary text,
  sensitivity text not null default 'members' check (sensitivity in ('public','members','hub','restricted')),
  edited_at timestamptz not null,
  edited_by uuid references person on delete set null,
  primary key (community_id, event_id),
  foreign key (community_id, event_id) references event on delete cascade
);

-- Sections in the coordinator's own words: they stand in place of the drafted ones, whatever the sources say later.
create table record_section (
  community_id uuid not null,
  event_id uuid not null,
  key text not null,
  text text not null,
  edited_at timestamptz not null,
  edited_by uuid references person on delete set null,
  primary key (community_id, event_id, key),
  foreign key (community_id, event_id) references event_record on delete cascade
);

-- What was published, as it was: never changed, but for a name that is erased.
create table record_version (
  community_id uuid not null,
  event_id uuid not null,
  version integer not null check (version > 0),
  at timestamptz not null,
  by_person uuid references person on delete set null,
  summary text,
  sections jsonb not null,
  sensitivity text not null check (sensitivity in ('public','members','hub','restricted')),
  -- What might leave the room when it was written.
  confidence text not null check (confidence in ('open','learned-leaves','nothing-leaves')),
  primary key (community_id, event_id, version),
  foreign key (community_id, event_id) references event on delete cascade
);
create index record_version_newest on record_version (community_id, at desc);

-- What the checklist of an event cannot see by itself and somebody ticked.
create table documentation_tick (
  community_id uuid not null,
  event_id uuid not null,
  key text not null check (length(key) between 1 and 200),
  at timestamptz not null,
  by_person uuid references person on delete set null,
  primary key (community_id, event_id, key),
  foreign key (community_id, event_id) references event on delete cascade
);

-- The after-action review: four questions, for those who hold the event.
create table event_review (
  community_id uuid not null,
  event_id uuid not null,
  intended text,
  happened text,
  why text,
  next text,
  at timestamptz not null,
  by_person uuid references person on delete set null,
  primary key (community_id, event_id),
  foreign key (community_id, event_id) references event on delete cascade
);

create table certificate (
  community_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  member_id uuid not null,
  -- What stands behind the verification address; said aloud when somebody reads it from paper.
  code text not null unique check (code ~ '^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$'),
  -- The name as it stands on the paper, and whether the holder lets the address say it.
  name text not null check (length(name) between 1 and 200),
  says_name boolean not null,
  minutes integer not null check (minutes > 0),
  at timestamptz not null,
  revoked_at timestamptz,
  primary key (community_id, id),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade
);
create unique index certificate_in_force on certificate (community_id, event_id, member_id) where revoked_at is null;
create index certificate_member on certificate (community_id, member_id);

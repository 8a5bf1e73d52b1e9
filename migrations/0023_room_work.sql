-- What people do together in the live room: questions, notes, groups, protocols with a clock of their own.

create table question (
  community_id uuid not null,
  event_id uuid not null,
  id uuid not null,
  text text not null check (length(text) between 1 and 1000),
  -- Who asked by name. Of a question without a name nothing leads to whoever asked it, here or elsewhere.
  participant_id uuid,
  -- One of those who lead a part of the event, if it is for them.
  to_member_id uuid,
  state text not null default 'open' check (state in ('open','answered','parked','hidden')),
  at timestamptz not null,
  settled_at timestamptz,
  primary key (community_id, event_id, id),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, event_id, participant_id) references live_participant on delete set null (participant_id),
  foreign key (community_id, to_member_id) references member (community_id, id) on delete set null (to_member_id),
  check ((state = 'open') = (settled_at is null))
);
create index question_to on question (community_id, to_member_id) where to_member_id is not null;

-- One voice per person and question.
create table question_vote (
  community_id uuid not null,
  event_id uuid not null,
  question_id uuid not null,
  participant_id uuid not null,
  primary key (community_id, event_id, question_id, participant_id),
  foreign key (community_id, event_id, question_id) references question on delete cascade,
  foreign key (community_id, event_id, participant_id) references live_participant on delete cascade
);

-- A note is a contribution of its own: nobody writes over what somebody else wrote.
create table note (
  community_id uuid not null,
  event_id uuid not null,
  id uuid not null,
  -- Of the record: what the format says is to be kept.
  section text not null check (length(section) between 1 and 60),
  text text not null check (length(text) between 1 and 5000),
  -- Nobody any more: somebody who was erased.
  member_id uuid,
  -- Counts edits: who edits says which one they had before them.
  version integer not null default 1 check (version > 0),
  -- Written beside this one because both were edited at once; both are kept.
  beside uuid,
  at timestamptz not null,
  edited_at timestamptz,
  taken_out_at timestamptz,
  primary key (community_id, event_id, id),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, member_id) references member on delete set null (member_id),
  foreign key (community_id, event_id, beside) references note on delete set null (beside)
);
create index note_member on note (community_id, member_id) where member_id is not null;

-- Who works with whom, round by round.
create table grouping (
  community_id uuid not null,
  event_id uuid not null,
  round integer not null check (round between 1 and 50),
  size integer not null check (size between 2 and 50),
  -- The same people, size and seed give the same groups.
  seed integer not null,
  at timestamptz not null,
  -- Everybody is back in one room; who was with whom stays, for next time.
  dissolved_at timestamptz check (dissolved_at >= at),
  primary key (community_id, event_id, round),
  foreign key (community_id, event_id) references live_room on delete cascade
);
create table group_place (
  community_id uuid not null,
  event_id uuid not null,
  round integer not null,
  participant_id uuid not null,
  number integer not null check (number > 0),
  -- They left the meeting; nobody gives them another place.
  left_at timestamptz,
  primary key (community_id, event_id, round, participant_id),
  foreign key (community_id, event_id, round) references grouping on delete cascade,
  foreign key (community_id, event_id, participant_id) references live_participant on delete cascade
);

-- A protocol that runs in the room: its steps, and which of them is on since when. One at a time.
create table protocol_run (
  community_id uuid not null,
  event_id uuid not null,
  title text not null,
  -- [{title, purpose, minutes}]
  steps jsonb not null check (jsonb_typeof(steps) = 'array' and jsonb_array_length(steps) between 1 and 60),
  step integer not null default 0 check (step >= 0),
  began_at timestamptz not null,
  primary key (community_id, event_id),
  foreign key (community_id, event_id) references live_room on delete cascade,
  check (step < jsonb_array_length(steps))
);

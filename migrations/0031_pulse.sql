-- The pulse of an event: a few questions in its last minutes, and by mail to those who had no time then. Who has answered
-- and what was answered stand apart, and nothing joins them.

create table pulse (
  community_id uuid not null,
  event_id uuid not null,
  -- Ids of questions (content/surveys.json, post-event-pulse) as they were asked: never more than five.
  questions text[] not null check (cardinality(questions) between 1 and 5),
  opened_at timestamptz not null,
  -- When whoever holds the event wanted those who were there to be written to.
  asked_at timestamptz,
  closes_at timestamptz not null check (closes_at > opened_at),
  -- When its rows were written anew, in an order by chance.
  closed_at timestamptz,
  primary key (community_id, event_id),
  foreign key (community_id, event_id) references event on delete cascade
);
create index pulse_to_close on pulse (closes_at) where closed_at is null;

-- Who was asked by mail, or has answered: never what, and never when.
create table pulse_person (
  community_id uuid not null,
  event_id uuid not null,
  id uuid not null,
  member_id uuid,
  guest_id uuid,
  -- Somebody who came by the code and is known by a secret in their browser.
  participant_id uuid,
  -- Of the secret in their letter.
  token_hash text unique,
  mailed_at timestamptz,
  has_answered boolean not null default false,
  primary key (community_id, event_id, id),
  unique (community_id, event_id, member_id),
  unique (community_id, event_id, guest_id),
  unique (community_id, event_id, participant_id),
  foreign key (community_id, event_id) references pulse on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade,
  foreign key (community_id, event_id, guest_id) references guest on delete cascade,
  foreign key (community_id, event_id, participant_id) references live_participant on delete cascade,
  check (num_nonnulls(member_id, guest_id, participant_id) = 1),
  check ((token_hash is null) = (mailed_at is null))
);
create index pulse_person_member on pulse_person (community_id, member_id) where member_id is not null;

-- What was answered, by nobody in particular and at no time.
create table pulse_answer (
  community_id uuid not null,
  event_id uuid not null,
  -- By chance.
  id uuid not null,
  -- By the question's id: a number of its scale, an option, a text, or two numbers.
  said jsonb not null check (jsonb_typeof(said) = 'object' and length(said::text) < 6000),
  -- While the pulse is open figures move by five answers at once, so that no step is one person's.
  is_counted boolean not null default false,
  primary key (community_id, event_id, id),
  foreign key (community_id, event_id) references pulse on delete cascade
);

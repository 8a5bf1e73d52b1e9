-- Polls of an event: prepared with its agenda, asked in its live room, or by mail of those who could not come.

create table poll (
  community_id uuid not null,
  event_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('single','multiple','scale','ranking','words','open','quiz','dates')),
  question text not null check (length(question) between 1 and 300),
  -- Of several that may be chosen or typed, how many at most.
  most integer check (most between 1 and 20),
  -- Of a scale: its ends, and what they mean.
  low integer,
  high integer,
  low_label text,
  high_label text,
  -- Who sees results when: nobody but whoever holds the event, those who have voted, everybody once it is closed, or at once.
  results text not null default 'after-close' check (results in ('hidden','after-vote','after-close','live')),
  is_anonymous boolean not null default true,
  is_changeable boolean not null default true,
  -- Language of its words, for folding them.
  locale text not null,
  -- In which part of the agenda it is to be asked.
  segment integer,
  state text not null default 'draft' check (state in ('draft','open','closed')),
  created_at timestamptz not null,
  opened_at timestamptz,
  -- For those who could not come it stays open until then.
  closes_at timestamptz,
  closed_at timestamptz,
  -- Makes one vote per person hold while an anonymous poll is open. It is dropped when the poll is closed: from then on
  -- nobody can say who said what, with this database or any copy made later.
  secret bytea,
  primary key (community_id, id),
  foreign key (community_id, event_id) references event on delete cascade,
  check (kind <> 'scale' or (low is not null and high is not null and high > low and high - low <= 10)),
  check ((state = 'draft') = (opened_at is null)),
  check ((state = 'closed') = (closed_at is not null)),
  check ((secret is not null) = (is_anonymous and state = 'open'))
);
create index poll_event on poll (community_id, event_id, id);

create table poll_option (
  community_id uuid not null,
  poll_id uuid not null,
  id uuid not null,
  position integer not null,
  label text not null check (length(label) between 1 and 200),
  -- Of a quiz.
  is_right boolean not null default false,
  -- Of a poll for dates: the moment that is proposed.
  starts_at timestamptz,
  primary key (community_id, poll_id, id),
  unique (community_id, poll_id, position),
  foreign key (community_id, poll_id) references poll on delete cascade
);

-- One vote per person and poll. Of an anonymous poll it holds neither person nor time, `voter` is a keyed hash, and closing
-- gives every row another, in an order that says nothing.
create table poll_vote (
  community_id uuid not null,
  poll_id uuid not null,
  id uuid not null,
  voter bytea not null,
  member_id uuid,
  participant_id uuid,
  answer jsonb not null check (jsonb_typeof(answer) = 'object' and length(answer::text) < 4000),
  at timestamptz,
  -- Of open answers: taken from sight by whoever holds the event, or counted with another.
  is_hidden boolean not null default false,
  merged_into uuid,
  primary key (community_id, poll_id, id),
  unique (community_id, poll_id, voter),
  foreign key (community_id, poll_id) references poll on delete cascade,
  foreign key (community_id, poll_id, merged_into) references poll_vote on delete set null (merged_into),
  foreign key (community_id, member_id) references member on delete set null (member_id),
  check (merged_into <> id)
);
create index poll_vote_member on poll_vote (community_id, member_id) where member_id is not null;

-- Somebody says: I, too.
create table poll_support (
  community_id uuid not null,
  poll_id uuid not null,
  vote_id uuid not null,
  voter bytea not null,
  primary key (community_id, poll_id, vote_id, voter),
  foreign key (community_id, poll_id, vote_id) references poll_vote on delete cascade
);

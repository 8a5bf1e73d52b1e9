-- What circles do with a promise that is not kept, and with a good reason for not coming.

-- Once somebody came to fewer meetings than promised: nothing, a talk with the coordinator, or a move to the wider circle. A
-- person always confirms.
alter table circle add column promise_rule text not null default 'talk' check (promise_rule in ('nothing','talk','move'));

create table absence (
  community_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  member_id uuid not null,
  -- Read by stewards and whoever wrote it.
  reason text not null check (length(reason) between 1 and 1000),
  state text not null default 'asked' check (state in ('asked','granted','refused')),
  asked_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references person on delete set null,
  -- Said to whoever asked.
  answer text check (length(answer) between 1 and 1000),
  primary key (community_id, id),
  unique (community_id, event_id, member_id),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade,
  check ((state = 'asked') = (decided_at is null))
);
create index absence_asked on absence (community_id, asked_at, id) where state = 'asked';
create index absence_member on absence (community_id, member_id);

-- A fair warning: at most one a year for each circle.
create table promise_warning (
  community_id uuid not null,
  circle_id uuid not null,
  member_id uuid not null,
  at timestamptz not null,
  held integer not null,
  attended integer not null,
  primary key (community_id, circle_id, member_id, at),
  foreign key (community_id, circle_id) references circle on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade
);
create index promise_warning_member on promise_warning (community_id, member_id);

-- What the circle's rule proposes once a promise is missed, and what the coordinator made of it.
create table promise_step (
  community_id uuid not null,
  id uuid not null,
  circle_id uuid not null,
  member_id uuid not null,
  rule text not null check (rule in ('talk','move')),
  held integer not null,
  attended integer not null,
  due integer not null,
  proposed_at timestamptz not null,
  state text not null default 'proposed' check (state in ('proposed','done','let-be')),
  decided_at timestamptz,
  decided_by uuid references person on delete set null,
  -- For stewards alone.
  note text check (length(note) between 1 and 1000),
  primary key (community_id, id),
  foreign key (community_id, circle_id) references circle on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade,
  check ((state = 'proposed') = (decided_at is null))
);
create unique index promise_step_open on promise_step (community_id, circle_id, member_id) where state = 'proposed';
create index promise_step_member on promise_step (community_id, member_id);

-- Calls for cases and for showcases, and what members propose.

create table call (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  format_key text not null,
  -- The event or the series for which it is; neither where any event of the format will do.
  event_id uuid,
  series_id uuid,
  title text not null check (length(title) between 1 and 300),
  text text,
  -- What every proposal answers: a list of questions.
  questions jsonb not null,
  -- Open to the end of this day by the community's clock; the instant follows from it.
  deadline date not null,
  closes_at timestamptz not null,
  -- Who may propose; none means every member.
  circle_id uuid,
  -- Members were to be told by mail.
  tell boolean not null default false,
  opened_at timestamptz not null,
  opened_by uuid references person on delete set null,
  -- Closed by somebody before its day.
  closed_at timestamptz,
  primary key (community_id, id),
  foreign key (community_id, format_key) references event_format (community_id, key),
  foreign key (community_id, event_id) references event on delete set null (event_id),
  foreign key (community_id, series_id) references series on delete set null (series_id),
  foreign key (community_id, circle_id) references circle
);
create index call_when on call (community_id, closes_at desc, id);
create index call_event on call (community_id, event_id) where event_id is not null;

create table proposal (
  community_id uuid not null,
  id uuid not null,
  call_id uuid not null,
  member_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  -- In the order of the call's questions.
  answers jsonb not null,
  -- What may leave the room of it (domain/04, 4.4).
  confidence text not null check (confidence in ('open','learned-leaves','nothing-leaves')),
  state text not null check (state in ('draft','proposed','placed','waiting','declined','withdrawn')),
  -- Where it was placed.
  event_id uuid,
  segment_id uuid,
  -- What the one who proposed was told with the answer.
  reason text,
  answered_at timestamptz,
  answered_by uuid references person on delete set null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (community_id, id),
  constraint proposal_place check ((state = 'placed') or (event_id is null and segment_id is null)),
  foreign key (community_id, call_id) references call on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade,
  foreign key (community_id, event_id) references event on delete set null (event_id),
  -- A part that is taken out of an agenda leaves the proposal with its event.
  foreign key (community_id, event_id, segment_id) references segment on delete set null (segment_id)
);
create index proposal_call on proposal (community_id, call_id, created_at);
create index proposal_member on proposal (community_id, member_id);
create unique index proposal_segment on proposal (community_id, event_id, segment_id) where segment_id is not null;

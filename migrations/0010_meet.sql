-- Attendance of guests, and attendance from the reports of video meetings.

-- That a guest was there; like a member's attendance, but nothing is computed of it about a person.
create table guest_attendance (
  community_id uuid not null,
  event_id uuid not null,
  guest_id uuid not null,
  minutes integer check (minutes >= 0),
  source text not null default 'facilitator' check (source in ('facilitator','report','check-in')),
  at timestamptz not null,
  marked_by uuid references person on delete set null,
  primary key (community_id, event_id, guest_id),
  foreign key (community_id, event_id, guest_id) references guest on delete cascade
);

-- A report that was taken in; its lines are not kept, only what follows from them for members.
create table attendance_report (
  community_id uuid not null,
  event_id uuid not null,
  id uuid not null,
  -- SHA-256 of its text: the same report twice is one report.
  digest text not null,
  product text not null check (product in ('zoom','teams','meet','other')),
  -- People whom it names, and how many minutes made it count as having been there.
  people integer not null check (people > 0),
  threshold integer not null check (threshold >= 0),
  at timestamptz not null,
  imported_by uuid references person on delete set null,
  primary key (community_id, event_id, id),
  unique (community_id, event_id, digest),
  foreign key (community_id, event_id) references event on delete cascade
);

-- When a member or guest was there, as one report says it: a meeting that broke off has two reports, and minutes in both count once.
create table attendance_presence (
  community_id uuid not null,
  event_id uuid not null,
  report_id uuid not null,
  member_id uuid,
  guest_id uuid,
  -- [[from, to], …] in seconds of the day of the meeting.
  spans jsonb not null check (jsonb_typeof(spans) = 'array'),
  -- Seconds of which the report says only how many.
  loose integer not null check (loose >= 0),
  unique nulls not distinct (community_id, event_id, report_id, member_id, guest_id),
  foreign key (community_id, event_id, report_id) references attendance_report on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade,
  foreign key (community_id, event_id, guest_id) references guest on delete cascade,
  check (num_nonnulls(member_id, guest_id) = 1)
);
create index attendance_presence_member on attendance_presence (community_id, member_id);

-- What a person decided about a name in a report, for the next one. The name or address itself is not kept: only what can
-- be made of it again (HMAC with the installation's secret).
create table attendance_decision (
  community_id uuid not null references community on delete cascade,
  known_as text not null,
  -- None: nobody of this community.
  member_id uuid,
  at timestamptz not null,
  primary key (community_id, known_as),
  foreign key (community_id, member_id) references member on delete cascade
);
create index attendance_decision_member on attendance_decision (community_id, member_id);

-- From how many minutes somebody counts as having been there, where a community wants other than half of the session.
create table attendance_threshold (
  community_id uuid not null,
  format_key text not null,
  minutes integer not null check (minutes between 0 and 60480),
  primary key (community_id, format_key),
  foreign key (community_id, format_key) references event_format (community_id, key) on update cascade on delete cascade
);

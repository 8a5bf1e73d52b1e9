-- Invitations that are answered by mail, reminders, and what people do not want mail about.

-- The moment after which a letter is better not sent at all.
alter table mail add column useful_until timestamptz;

-- Who was invited to an event by a calendar request. The address that answers come back to is signed, from the id.
create table event_invite (
  community_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  -- A member, or a guest without an account.
  member_id uuid,
  guest_id uuid,
  -- The address that it was sent to: an answer has to come from it.
  email text not null check (length(email) <= 254),
  -- Whoever pressed "send invitations"; none where the request went out with a confirmation or a change.
  invited_by uuid references person on delete set null,
  invited_at timestamptz,
  -- SEQUENCE of the newest request sent (RFC 5546).
  sequence integer not null,
  -- DTSTAMP of the newest answer by mail that was counted: an older one that arrives later changes nothing. And when it
  -- was counted: an answer on the page after that is newer.
  answered_stamp timestamptz,
  answered_at timestamptz,
  created_at timestamptz not null,
  primary key (community_id, id),
  unique (community_id, event_id, member_id),
  unique (community_id, event_id, guest_id),
  check ((member_id is null) <> (guest_id is null)),
  check ((answered_stamp is null) = (answered_at is null)),
  check (invited_by is null or invited_at is not null),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade,
  foreign key (community_id, event_id, guest_id) references guest on delete cascade
);
-- An address in a mail names the row alone.
create index event_invite_id on event_invite (id);
create index event_invite_member on event_invite (community_id, member_id);

-- What a member was reminded of, so that it is once: `hours` before the event; the question to those who have not answered.
create table event_reminder (
  community_id uuid not null,
  event_id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('reminder','question')),
  hours integer not null check (hours > 0),
  at timestamptz not null,
  primary key (community_id, event_id, member_id, kind, hours),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade
);
create index event_reminder_member on event_reminder (community_id, member_id);

-- Kinds of mail that a member does not want. No row: they get them.
create table mail_stop (
  community_id uuid not null,
  member_id uuid not null,
  kind text not null check (kind in ('reminders','invitations')),
  at timestamptz not null,
  primary key (community_id, member_id, kind),
  foreign key (community_id, member_id) references member on delete cascade
);

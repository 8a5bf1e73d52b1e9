-- Guests are reminded, told what their event left, may have a certificate, and are forgotten after the community's period.

-- Days after an event for which what its guests told of themselves is kept.
alter table community
  add column guests_kept_days integer not null default 365 check (guests_kept_days between 1 and 3650);

-- When they said that they want no reminders and no records.
alter table guest add column mail_stopped_at timestamptz;

alter table event_reminder
  drop constraint event_reminder_pkey,
  alter column member_id drop not null,
  add column guest_id uuid,
  add constraint event_reminder_whom check ((member_id is null) <> (guest_id is null)),
  add constraint event_reminder_once unique nulls not distinct (community_id, event_id, member_id, guest_id, kind, hours),
  add foreign key (community_id, event_id, guest_id) references guest on delete cascade;

alter table certificate
  alter column member_id drop not null,
  add column guest_id uuid,
  -- A guest's goes when they are forgotten; the paper that they hold can be checked all the same.
  alter column name drop not null,
  add constraint certificate_whom check ((member_id is null) <> (guest_id is null)),
  add constraint certificate_named check (name is not null or guest_id is not null and not says_name),
  add foreign key (community_id, event_id, guest_id) references guest on delete cascade;
drop index certificate_in_force;
create unique index certificate_in_force on certificate (community_id, event_id, member_id, guest_id) nulls not distinct
  where revoked_at is null;
create index certificate_guest on certificate (community_id, event_id, guest_id) where guest_id is not null;

-- Letters to a guest go with what is kept of them.
create index mail_guest on mail (community_id, lower(to_address)) where person_id is null;

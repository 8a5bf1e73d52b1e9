-- What came of an event: some weeks after it those who were there are asked whether they used something, and tell.

-- Mail with short questions about events can be stopped like the other kinds.
alter table mail_stop
  drop constraint mail_stop_kind_check,
  add constraint mail_stop_kind_check
    check (kind in ('reminders','invitations','records','actions','briefs','questions'));

-- Whoever holds an event does not want people to be asked after so many days, though its format would.
create table follow_up_off (
  community_id uuid not null,
  event_id uuid not null,
  days integer not null check (days between 1 and 365),
  at timestamptz not null,
  by_person uuid references person on delete set null,
  primary key (community_id, event_id, days),
  foreign key (community_id, event_id) references event on delete cascade
);

-- Who was asked, and until when their link answers.
create table follow_up (
  community_id uuid not null,
  event_id uuid not null,
  -- After how many days.
  days integer not null check (days between 1 and 365),
  id uuid not null,
  member_id uuid,
  guest_id uuid,
  token_hash text not null unique,
  mailed_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > mailed_at),
  primary key (community_id, event_id, id),
  unique (community_id, event_id, days, member_id),
  unique (community_id, event_id, days, guest_id),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade,
  foreign key (community_id, event_id, guest_id) references guest on delete cascade,
  check (num_nonnulls(member_id, guest_id) = 1)
);
create index follow_up_member on follow_up (community_id, member_id, mailed_at) where member_id is not null;

-- What somebody told: confidential, not anonymous. One answer per person and time of asking, which they may change.
create table loop_back (
  community_id uuid not null,
  event_id uuid not null,
  id uuid not null,
  -- After how many days they were asked; 0 where they told of their own accord.
  days integer not null check (days between 0 and 365),
  -- Nobody once a person was erased.
  member_id uuid,
  guest_id uuid,
  used text not null
    check (used in ('used-as-it-was','adapted-it','tried-did-not-work','not-yet-still-plan-to','no-not-relevant')),
  what text check (length(what) between 1 and 5000),
  barriers text[] not null default '{}',
  may_talk boolean not null default false,
  quote text not null default 'no' check (quote in ('no','unnamed','named')),
  -- When whoever holds the event put it beside the record.
  shown_at timestamptz,
  shown_by uuid references person on delete set null,
  told_at timestamptz not null,
  primary key (community_id, event_id, id),
  unique (community_id, event_id, days, member_id),
  unique (community_id, event_id, days, guest_id),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, member_id) references member on delete set null (member_id),
  foreign key (community_id, event_id, guest_id) references guest on delete set null (guest_id),
  check (num_nonnulls(member_id, guest_id) <= 1),
  -- Nothing is quoted without consent.
  constraint loop_back_consent check (shown_at is null or (quote <> 'no' and what is not null))
);
create index loop_back_member on loop_back (community_id, member_id) where member_id is not null;

-- A guest who is forgotten takes along what they wrote; that somebody used something stays counted.
create function forget_loop_backs() returns trigger language plpgsql as $$
begin
  update loop_back set guest_id = null, what = null, may_talk = false, quote = 'no', shown_at = null, shown_by = null
   where community_id = old.community_id and event_id = old.event_id and guest_id = old.id;
  return null;
end $$;
create trigger forget_loop_backs after update of erased_at on guest for each row
  when (new.erased_at is not null and old.erased_at is null) execute function forget_loop_backs();
create trigger forget_loop_backs_too before delete on guest for each row execute function forget_loop_backs();

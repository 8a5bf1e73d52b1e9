-- Who comes: places by way of attending, the waiting list, guests without an account, and what an event asks.

alter table event
  -- Visitors may come too, where the event is public.
  add column takes_guests boolean not null default false,
  -- Of an event in a room and online `capacity` is that of the room, and this is that of the other side.
  add column online_capacity integer check (online_capacity > 0),
  -- Of those who come and of those to whom a freed place is offered: how many online.
  add column coming_online integer not null default 0 check (coming_online between 0 and coming),
  add column offered integer not null default 0 check (offered >= 0),
  add column offered_online integer not null default 0 check (offered_online between 0 and offered),
  -- What whoever comes is asked: [{id, kind, label, options, required}].
  add column questions jsonb not null default '[]' check (jsonb_typeof(questions) = 'array' and jsonb_array_length(questions) <= 10),
  -- Days after the end for which replies are kept; none for as long as the event.
  add column replies_kept_days integer check (replies_kept_days between 1 and 3650),
  drop constraint event_capacity,
  add constraint event_capacity check (capacity is null or coming - coming_online + offered - offered_online <= capacity),
  add constraint event_online_capacity check (online_capacity is null or coming_online + offered_online <= online_capacity);

alter table rsvp
  drop constraint rsvp_answer_check,
  -- `waiting` for a place to become free; `offered` one, until `offer_until`.
  add constraint rsvp_answer_check check (answer in ('yes','maybe','no','waiting','offered')),
  -- Where, of an event in a room and online.
  add column mode text check (mode in ('room','online')),
  add column waiting_since timestamptz,
  add column offer_until timestamptz,
  -- To the event's questions: text or a list of texts, by the question's id.
  add column replies jsonb not null default '{}' check (jsonb_typeof(replies) = 'object'),
  add constraint rsvp_waiting check ((answer in ('waiting','offered')) = (waiting_since is not null)),
  add constraint rsvp_offered check ((answer = 'offered') = (offer_until is not null));
create index rsvp_waiting on rsvp (community_id, event_id, waiting_since) where answer = 'waiting';
create index rsvp_offered on rsvp (offer_until) where answer = 'offered';

-- Somebody who comes to a public event without an account. The secret of their page is made of the id with the
-- installation's secret; only its hash is kept.
create table guest (
  community_id uuid not null,
  event_id uuid not null,
  id uuid not null,
  -- All three are taken out when a guest of an event that is over asks for it: that somebody came stays counted.
  name text check (length(name) between 1 and 200),
  email text check (length(email) <= 254),
  organisation text check (length(organisation) <= 200),
  token_hash text not null unique,
  locale text not null default 'en',
  zone text not null default 'UTC',
  -- `asked`: has not yet confirmed by the letter that the address is theirs; holds no place.
  answer text not null default 'asked' check (answer in ('asked','yes','maybe','no','waiting','offered')),
  mode text check (mode in ('room','online')),
  at timestamptz not null,
  answered_by uuid references person on delete set null,
  waiting_since timestamptz,
  offer_until timestamptz,
  replies jsonb not null default '{}' check (jsonb_typeof(replies) = 'object'),
  -- When they agreed that this is kept.
  consented_at timestamptz not null,
  confirmed_at timestamptz,
  invited_at timestamptz,
  erased_at timestamptz,
  primary key (community_id, event_id, id),
  foreign key (community_id, event_id) references event on delete cascade,
  constraint guest_confirmed check ((answer = 'asked') = (confirmed_at is null)),
  constraint guest_erased check ((erased_at is null) = (name is not null and email is not null)),
  constraint guest_waiting check ((answer in ('waiting','offered')) = (waiting_since is not null)),
  constraint guest_offered check ((answer = 'offered') = (offer_until is not null))
);
create unique index guest_email on guest (community_id, event_id, lower(email)) where email is not null;
create index guest_address on guest (lower(email)) where email is not null;
create index guest_waiting on guest (community_id, event_id, waiting_since) where answer = 'waiting';
create index guest_offered on guest (offer_until) where answer = 'offered';
create index guest_unconfirmed on guest (at) where answer = 'asked';

-- Members and guests fill the same places, counted by the database in the one statement that lets them in.
create or replace function count_coming() returns trigger language plpgsql as $$
declare
  came integer := 0;
  came_online integer := 0;
  held integer := 0;
  held_online integer := 0;
begin
  if tg_op <> 'DELETE' then
    came := (new.answer = 'yes')::integer;
    came_online := came * coalesce(new.mode = 'online', false)::integer;
    held := (new.answer = 'offered')::integer;
    held_online := held * coalesce(new.mode = 'online', false)::integer;
  end if;
  if tg_op <> 'INSERT' then
    came := came - (old.answer = 'yes')::integer;
    came_online := came_online - (old.answer = 'yes' and coalesce(old.mode = 'online', false))::integer;
    held := held - (old.answer = 'offered')::integer;
    held_online := held_online - (old.answer = 'offered' and coalesce(old.mode = 'online', false))::integer;
  end if;
  if came <> 0 or came_online <> 0 or held <> 0 or held_online <> 0 then
    update event set coming = coming + came, coming_online = coming_online + came_online,
                     offered = offered + held, offered_online = offered_online + held_online
     where community_id = coalesce(new.community_id, old.community_id) and id = coalesce(new.event_id, old.event_id);
  end if;
  return null;
end $$;
drop trigger count_coming on rsvp;
create trigger count_coming after insert or update of answer, mode or delete on rsvp for each row execute function count_coming();
create trigger count_coming after insert or update of answer, mode or delete on guest for each row execute function count_coming();

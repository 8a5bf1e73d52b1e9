-- The pulse reminds once; who came to the live room by their own link as a guest answers it once, wherever; and what came of
-- an event may be told in hours.

alter table pulse_person
  -- Of the secret in the letter that reminds: the link of the first one goes on working.
  add column reminder_hash text unique,
  add check (reminder_hash is null or token_hash is not null);

alter table live_participant
  -- The guest whom their own link brought in; nobody is known by the code alone.
  add column guest_id uuid,
  add foreign key (community_id, event_id, guest_id) references guest on delete set null (guest_id);
create index live_participant_guest on live_participant (community_id, event_id, guest_id) where guest_id is not null;

alter table loop_back
  -- Saved; below 0, lost. With how sure its teller is, and how much of it was due to the community, in percent.
  add column hours numeric(6, 1) check (hours between -2000 and 2000),
  add column confidence smallint check (confidence in (25, 50, 75, 90)),
  add column share smallint check (share in (10, 25, 50, 75, 100)),
  add check (num_nonnulls(hours, confidence, share) in (0, 3));

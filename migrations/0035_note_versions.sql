-- What a note read like before it was changed: what two people change at once is put together from where both began.
create table note_version (
  community_id uuid not null,
  event_id uuid not null,
  note_id uuid not null,
  version integer not null check (version > 0),
  text text not null check (length(text) between 1 and 5000),
  primary key (community_id, event_id, note_id, version),
  foreign key (community_id, event_id, note_id) references note on delete cascade
);

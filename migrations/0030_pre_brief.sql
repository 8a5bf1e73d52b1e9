-- Pre-briefs: what the panel and the hub read before they debate, who has it, and who sits on the panel of an event.

create table pre_brief (
  community_id uuid not null,
  event_id uuid not null,
  -- Markdown.
  text text not null check (length(text) <= 20000),
  -- Questions to think about: a list of texts.
  questions jsonb not null default '[]' check (jsonb_typeof(questions) = 'array'),
  -- Whose members read it besides the panel; none: the panel alone.
  circle_id uuid,
  -- Its mail says that it is there and nothing of what it says; it is read signed in only.
  is_quiet boolean not null default false,
  -- It goes so many days before the event, if it goes by itself.
  days_before integer not null check (days_before between 1 and 60),
  goes_by_itself boolean not null default true,
  -- How often it was sent to everybody: the newest edition is the one to have seen.
  edition integer not null default 0 check (edition >= 0),
  sent_at timestamptz,
  changed_at timestamptz not null,
  changed_by uuid references person on delete set null,
  primary key (community_id, event_id),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, circle_id) references circle on delete set null (circle_id),
  check ((edition = 0) = (sent_at is null))
);

-- Who has it: to whom it was sent, and what they have seen of it. Edition 0 was never sent, or opened unasked.
create table pre_brief_reader (
  community_id uuid not null,
  event_id uuid not null,
  member_id uuid not null,
  edition integer not null default 0 check (edition >= 0),
  sent_at timestamptz,
  seen_edition integer check (seen_edition > 0),
  seen_at timestamptz,
  reminded_at timestamptz,
  primary key (community_id, event_id, member_id),
  foreign key (community_id, event_id) references pre_brief on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade,
  check ((edition = 0) = (sent_at is null)),
  check ((seen_edition is null) = (seen_at is null))
);
create index pre_brief_reader_member on pre_brief_reader (community_id, member_id);

-- Who debates before the others.
create table panel_place (
  community_id uuid not null,
  event_id uuid not null,
  member_id uuid not null,
  -- What they do there, in a few words: opens, takes the side of the funder.
  part text check (length(part) between 1 and 300),
  named_at timestamptz not null,
  named_by uuid references person on delete set null,
  primary key (community_id, event_id, member_id),
  foreign key (community_id, event_id) references event on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade
);
create index panel_place_member on panel_place (community_id, member_id);

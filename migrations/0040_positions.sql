-- What the panel and the hub think of a statement before a debate and after it.

create table position_round (
  community_id uuid not null,
  event_id uuid not null,
  -- Names stand beside what was said; otherwise nobody can tell who said what.
  is_named boolean not null default false,
  -- Makes one position per person hold, and joins what they said before to what they say after. It is dropped when the round is
  -- closed: from then on nothing leads from a position to a person.
  secret bytea,
  closed_at timestamptz,
  primary key (community_id, event_id),
  foreign key (community_id, event_id) references pre_brief on delete cascade,
  check ((secret is not null) = (not is_named and closed_at is null))
);
create index position_round_open on position_round (community_id, event_id) where closed_at is null;

create table statement (
  community_id uuid not null,
  event_id uuid not null,
  id uuid not null,
  position integer not null check (position > 0),
  text text not null check (length(text) between 1 and 300),
  primary key (community_id, id),
  unique (community_id, event_id, position),
  foreign key (community_id, event_id) references position_round on delete cascade
);

-- One row per person and statement, without a time. Of a round without names it holds no person: `taker` is a keyed hash,
-- and closing gives every row another by chance, in an order by chance.
create table position_taken (
  community_id uuid not null,
  statement_id uuid not null,
  taker bytea not null,
  member_id uuid,
  -- 1: disagree … 5: agree.
  before smallint check (before between 1 and 5),
  before_why text check (length(before_why) between 1 and 300),
  after smallint check (after between 1 and 5),
  after_why text check (length(after_why) between 1 and 300),
  primary key (community_id, statement_id, taker),
  foreign key (community_id, statement_id) references statement on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade,
  check (before is not null or after is not null),
  check (before_why is null or before is not null),
  check (after_why is null or after is not null)
);
create index position_taken_member on position_taken (community_id, member_id) where member_id is not null;

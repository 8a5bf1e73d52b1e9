-- The live design: what launching made beside circles, roles and events. `key` is the design's name for a thing, so that
-- applying a later version changes and never doubles it; `by_hand` marks what people changed since, which is kept.

create table launch (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  design_id uuid not null references design on delete restrict,
  version integer not null,
  at timestamptz not null,
  by_person uuid references person on delete set null,
  plan jsonb not null,
  primary key (community_id, id),
  foreign key (design_id, version) references design_version
);
create index launch_newest on launch (community_id, at desc);

create table channel (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  key text not null,
  name text not null,
  purpose text not null,
  tool text,
  position integer not null,
  by_hand boolean not null default false,
  primary key (community_id, id),
  unique (community_id, key)
);

create table content_type (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  key text not null,
  name text not null,
  -- Fields, checklist, reviewers, service levels: the shape of content/content-types.json.
  data jsonb not null,
  position integer not null,
  by_hand boolean not null default false,
  primary key (community_id, id),
  unique (community_id, key)
);

create table indicator_target (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  key text not null,
  level text not null,
  target numeric,
  green text,
  amber text,
  direction text check (direction in ('higher','lower','range')),
  frequency text not null,
  why text,
  position integer not null,
  by_hand boolean not null default false,
  primary key (community_id, id),
  unique (community_id, key)
);

create table survey_plan (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  key text not null,
  survey text not null,
  name text not null,
  opens_on date not null,
  closes_on date not null check (closes_on >= opens_on),
  position integer not null,
  by_hand boolean not null default false,
  primary key (community_id, id),
  unique (community_id, key)
);

create table budget_line (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  key text not null,
  category text not null,
  what text not null,
  amount numeric not null check (amount >= 0),
  currency text not null check (length(currency) = 3),
  justification text,
  position integer not null,
  by_hand boolean not null default false,
  primary key (community_id, id),
  unique (community_id, key)
);

create table decision_trigger (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  key text not null,
  question text not null,
  threshold text not null,
  indicator text,
  response text not null,
  position integer not null,
  by_hand boolean not null default false,
  primary key (community_id, id),
  unique (community_id, key)
);

create table checklist_item (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  key text not null,
  text text not null,
  due_on date not null,
  owner text not null,
  done_at timestamptz,
  done_by uuid references person on delete set null,
  position integer not null,
  by_hand boolean not null default false,
  primary key (community_id, id),
  unique (community_id, key)
);

-- Participation tiers (domain/01): computed from rows and facts, can be rebuilt from nothing. Private to the member.
create table member_tier (
  community_id uuid not null,
  member_id uuid not null,
  tier text not null check (tier in ('core','active','occasional','peripheral','dormant')),
  contributions integer not null,
  attendances integer not null,
  consumptions integer not null,
  computed_at timestamptz not null,
  primary key (community_id, member_id),
  foreign key (community_id, member_id) references member on delete cascade
);

create table tier_count (
  community_id uuid not null references community on delete cascade,
  on_day date not null,
  core integer not null,
  active integer not null,
  occasional integer not null,
  peripheral integer not null,
  dormant integer not null,
  primary key (community_id, on_day)
);

-- What an indicator was in a period; rebuilt from facts whenever it is computed again.
create table measurement (
  community_id uuid not null references community on delete cascade,
  indicator text not null,
  period_start date not null,
  period_end date not null check (period_end >= period_start),
  numerator numeric not null,
  denominator numeric,
  value numeric,
  computed_at timestamptz not null,
  primary key (community_id, indicator, period_start, period_end)
);

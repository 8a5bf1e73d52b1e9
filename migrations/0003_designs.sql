-- Designs: the working draft, its kept versions, and what people say about them. A design may exist before any community.
create table design (
  id uuid primary key,
  -- None while nobody has signed in to keep it: then the secret of the draft opens it. Making it with the same secret
  -- twice makes one.
  owner_id uuid references person on delete set null,
  secret_hash text not null unique,
  community_id uuid references community on delete set null,
  locale text not null default 'en',
  -- The answers as they were given, also half-finished ones; the overrides by path.
  answers jsonb not null default '{}',
  overrides jsonb not null default '{}',
  -- Steps that were saved: what has no answer there was left open on purpose.
  visited text[] not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index design_owner on design (owner_id, updated_at desc) where owner_id is not null;
create index design_community on design (community_id) where community_id is not null;

create table design_version (
  design_id uuid not null references design on delete cascade,
  number integer not null check (number > 0),
  context jsonb not null,
  overrides jsonb not null,
  design jsonb not null,
  note text,
  made_by uuid references person on delete set null,
  made_at timestamptz not null,
  primary key (design_id, number)
);

create table design_comment (
  design_id uuid not null references design on delete cascade,
  id uuid not null,
  -- Path of the decision; none for the design as a whole.
  decision text,
  text text not null check (length(text) between 1 and 5000),
  name text not null check (length(name) between 1 and 200),
  person_id uuid references person on delete set null,
  at timestamptz not null,
  settled_at timestamptz,
  primary key (design_id, id)
);

create table design_share (
  design_id uuid not null references design on delete cascade,
  id uuid not null,
  token_hash text not null unique,
  may text not null check (may in ('read','comment')),
  created_at timestamptz not null,
  revoked_at timestamptz,
  primary key (design_id, id)
);

create table design_approval (
  design_id uuid not null,
  version integer not null,
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  capacity text,
  person_id uuid references person on delete set null,
  at timestamptz not null,
  primary key (design_id, version, id),
  foreign key (design_id, version) references design_version on delete cascade
);
create index design_approval_person on design_approval (person_id) where person_id is not null;
create index design_comment_person on design_comment (person_id) where person_id is not null;

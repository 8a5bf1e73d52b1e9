-- The house: who there is, which communities, who belongs where, and what happened.
-- Every table of a community carries community_id first in its keys, so that the data can be spread by community.
-- Ids are UUID version 7, made by the application from the clock that it was handed.

-- This installation, one row.
create table site (
  one boolean primary key default true check (one),
  secret text not null,
  setup_code_hash text,
  set_up_at timestamptz,
  created_at timestamptz not null default now()
);

-- People and how they sign in. Columns of person, session, credential and verification follow better-auth.
create table person (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  email text not null check (length(email) <= 254),
  email_verified boolean not null default false,
  image text,
  locale text not null default 'en',
  zone text not null default 'UTC',
  is_administrator boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  erased_at timestamptz
);
create unique index person_email on person (lower(email));

create table session (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_person on session (person_id);

create table credential (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index credential_person on credential (person_id);

create table verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on verification (identifier);

-- How often somebody tried something lately: sign-in, codes, forms of strangers.
create table rate (
  key text primary key,
  count integer not null,
  window_start timestamptz not null,
  locked_until timestamptz
);

-- A person's key for programs: only its hash is kept.
create table personal_token (
  id uuid primary key,
  person_id uuid not null references person on delete cascade,
  name text not null check (length(name) between 1 and 100),
  hash text not null unique,
  scopes text[] not null check (cardinality(scopes) > 0),
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index personal_token_person on personal_token (person_id);

-- What was answered to a form or a call that carried a key: the same key gets the same answer, once done is done.
create table answered_once (
  who text not null,
  key text not null,
  verb text not null,
  request_hash text not null,
  answer jsonb,
  at timestamptz not null,
  primary key (who, key)
);
create index answered_once_at on answered_once (at);

create table community (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 2 and 60),
  name text not null check (length(name) between 1 and 200),
  host text,
  purpose text,
  mission text,
  zone text not null,
  locale text not null default 'en',
  countries text[] not null default '{}',
  starts_on date not null,
  stage text not null default 'potential' check (stage in ('potential','coalescing','maturing','stewardship','transformation')),
  is_listed boolean not null default true,
  mail_on boolean not null default false,
  created_at timestamptz not null,
  launched_at timestamptz
);

-- A ring of membership that is granted.
create table circle (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  key text not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  description text,
  policy text not null check (policy in ('open','approval','invitation')),
  commitment_times integer check (commitment_times > 0),
  commitment_of integer check (commitment_of >= commitment_times),
  abilities text[] not null default '{}',
  position integer not null,
  primary key (community_id, id),
  unique (community_id, key)
);

create table member (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  person_id uuid not null references person on delete cascade,
  state text not null check (state in ('invited','onboarding','active','at-risk','dormant','paused','left','retired','suspended')),
  state_since timestamptz not null,
  joined_at timestamptz not null,
  organisation text,
  country text check (length(country) = 2),
  job_title text,
  about text,
  expertise text[] not null default '{}',
  languages text[] not null default '{}',
  primary key (community_id, id),
  unique (community_id, person_id)
);
create index member_person on member (person_id);
create index member_state on member (community_id, state);

create table circle_place (
  community_id uuid not null,
  circle_id uuid not null,
  member_id uuid not null,
  since timestamptz not null,
  granted_by uuid,
  primary key (community_id, circle_id, member_id),
  foreign key (community_id, circle_id) references circle on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade
);
create index circle_place_member on circle_place (community_id, member_id);

-- A role held for a term; an open term has no holder yet.
create table role_term (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  key text not null,
  role text not null,
  -- As the design calls it.
  name text,
  holder_id uuid,
  deputy_id uuid,
  hours_month numeric,
  starts_on date not null,
  ends_on date not null check (ends_on > starts_on),
  primary key (community_id, id),
  unique (community_id, key),
  foreign key (community_id, holder_id) references member (community_id, id) on delete set null (holder_id),
  foreign key (community_id, deputy_id) references member (community_id, id) on delete set null (deputy_id),
  check (holder_id is distinct from deputy_id or holder_id is null)
);
create index role_term_holder on role_term (community_id, holder_id) where holder_id is not null;
create index role_term_deputy on role_term (community_id, deputy_id) where deputy_id is not null;

create table invitation (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  email text not null check (length(email) <= 254),
  name text,
  circle_id uuid not null,
  token_hash text not null unique,
  invited_by uuid references person on delete set null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_by uuid references person on delete set null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (community_id, id),
  foreign key (community_id, circle_id) references circle on delete cascade
);
create unique index invitation_open on invitation (community_id, circle_id, lower(email)) where accepted_at is null and revoked_at is null;

create table join_request (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  person_id uuid not null references person on delete cascade,
  circle_id uuid not null,
  message text,
  state text not null default 'asked' check (state in ('asked','accepted','declined','withdrawn')),
  created_at timestamptz not null,
  decided_by uuid references person on delete set null,
  decided_at timestamptz,
  reason text,
  primary key (community_id, id),
  foreign key (community_id, circle_id) references circle on delete cascade
);
create unique index join_request_open on join_request (community_id, circle_id, person_id) where state = 'asked';

create table onboarding_step (
  community_id uuid not null references community on delete cascade,
  id uuid not null,
  key text not null,
  position integer not null,
  title text not null,
  detail text,
  -- Days after joining: when it opens, and by when it should be done.
  opens_day integer not null default 0,
  day integer not null default 0,
  -- Coming in is finished when the required steps are done.
  required boolean not null default true,
  -- The circle whose members have this step; none means every member.
  circle_id uuid,
  -- What ticks the step by itself: a kind of fact, or `kind:format` for an event of that format; none for a step that the
  -- member ticks.
  ticked_by text,
  by_hand boolean not null default false,
  primary key (community_id, id),
  unique (community_id, key),
  foreign key (community_id, circle_id) references circle on delete cascade
);

create table onboarding_done (
  community_id uuid not null,
  step_id uuid not null,
  member_id uuid not null,
  at timestamptz not null,
  primary key (community_id, member_id, step_id),
  foreign key (community_id, step_id) references onboarding_step on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade
);

-- What happened: appended in the transaction of the verb, never changed. The nil UUID stands for the installation.
create table fact (
  community_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  kind text not null,
  actor_id uuid,
  member_id uuid,
  subject_id uuid,
  payload jsonb not null default '{}',
  primary key (community_id, id)
);
create index fact_kind on fact (community_id, kind, at);
create index fact_member on fact (community_id, member_id, at) where member_id is not null;
create index fact_subject on fact (community_id, subject_id) where subject_id is not null;

create function fact_stays() returns trigger language plpgsql as $$
begin
  -- Erasing a person may take the person out of a fact; nothing else about it changes.
  if tg_op = 'UPDATE' and (new.community_id, new.id, new.at, new.kind, new.subject_id) is not distinct from (old.community_id, old.id, old.at, old.kind, old.subject_id) then
    return new;
  end if;
  raise exception 'a fact is never changed or deleted' using errcode = 'integrity_constraint_violation';
end $$;
create trigger fact_stays before update or delete on fact for each row execute function fact_stays();

-- Mail that was written: kept for ever to be shown, sent when there is somewhere to send it.
create table mail (
  id uuid primary key,
  community_id uuid references community on delete cascade,
  person_id uuid references person on delete set null,
  kind text not null,
  to_address text not null,
  subject text not null,
  text text not null,
  html text not null,
  headers jsonb not null default '{}',
  attachments jsonb not null default '[]',
  state text not null check (state in ('held','kept','waiting','sent','failed')),
  error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  -- The same mail is never written twice.
  once text unique
);
create index mail_newest on mail (created_at desc, id);
create index mail_community on mail (community_id, created_at desc);

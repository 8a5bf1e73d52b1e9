-- Mail that comes in, and mail of ours that comes back.

-- Every mail that was taken, as it came. It is acknowledged to whoever brought it once its row is here.
create table received_mail (
  id uuid primary key,
  -- Whose it is, as far as its address told.
  community_id uuid references community on delete cascade,
  -- The person on whose behalf it was taken.
  person_id uuid references person on delete set null,
  -- The address at which it arrived, and what that address is for; none where it is no address of ours.
  recipient text not null,
  purpose text,
  -- Its Message-ID, or a fingerprint of its bytes where it has none: brought twice it is one mail.
  message_id text not null,
  envelope_from text not null default '',
  sender text,
  subject text,
  raw bytea not null,
  state text not null default 'received' check (state in ('received','done','ignored','refused')),
  -- Why it was ignored or refused: a code of the catalogue and what fills it.
  reason text,
  params jsonb not null default '{}',
  -- What went wrong on our side; it is tried again.
  error text,
  received_at timestamptz not null,
  settled_at timestamptz,
  unique (recipient, message_id),
  check ((state = 'received') = (settled_at is null))
);
create index received_mail_community on received_mail (community_id, id desc);
create index received_mail_person on received_mail (person_id) where person_id is not null;

-- A mail of ours that came back (RFC 3464).
alter table mail add column bounced_at timestamptz;
alter table mail add column bounce text;
create index mail_person on mail (person_id) where person_id is not null;

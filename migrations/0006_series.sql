-- Series that people plan, change, end and renew by hand.

-- None where people planned it: a design speaks only for what it named.
alter table series alter column key drop not null;
alter table series
  -- People planned it, or changed it as a whole: a later version of the design leaves it and its events alone.
  add column by_hand boolean not null default false,
  -- Wall times ('HH:MM') that take turns, in order, so that no zone has every bad hour; empty where there is one time only.
  add column slots text[] not null default '{}',
  -- Countries (ISO 3166-1 alpha-2) whose public holidays are kept clear, and what becomes of a date on a closed day.
  add column skip_countries text[] not null default '{}',
  add column on_closed text not null default 'skip' check (on_closed in ('skip', 'move', 'keep')),
  -- Quiet times: [{ "from": date, "to": date, "name": text }].
  add column quiet jsonb not null default '[]' check (jsonb_typeof(quiet) = 'array'),
  -- The series of which this one was the rest, when "this and following" were changed.
  add column follows_id uuid,
  -- People ended it: nobody is asked to renew it.
  add column ended_at timestamptz,
  add column end_reason text check (end_reason is null or ended_at is not null),
  -- The last day of which the stewards were reminded by mail.
  add column reminded_for date,
  add foreign key (community_id, follows_id) references series on delete set null (follows_id);
create index series_last_day on series (community_id, ends_on) where rule is not null and ended_at is null;

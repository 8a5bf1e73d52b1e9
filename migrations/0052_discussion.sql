-- Discussion: the channels of the design become places, with topics and posts in them.

-- Who reads and answers in a channel is decided by its circle (none: every member), who begins topics by `writers`. One that is
-- not open is not shown: its talk is elsewhere, or it is closed.
alter table channel
  add column circle_id uuid,
  add column writers text not null default 'members' check (writers in ('members','stewards')),
  add column is_open boolean not null default true,
  add foreign key (community_id, circle_id) references circle;

update channel set writers = 'stewards' where key = 'announcements';
-- Cases of clinics are for those who sit in them, a chat is where it is; what the design keeps in another tool stays there.
update channel set is_open = false where key in ('clinics-closed', 'consumer-chat') or (tool is not null and tool not like '%Copse%');
update channel k set circle_id = c.id from circle c
 where k.key = 'mel-hub' and c.community_id = k.community_id and c.key in ('hub', 'mel-hub');
update channel set is_open = false where key = 'mel-hub' and circle_id is null;

create table topic (
  community_id uuid not null,
  id uuid not null,
  channel_id uuid not null,
  title text not null check (length(title) between 1 and 200),
  -- Something is asked: it waits for an answer.
  is_question boolean not null,
  -- Nobody: somebody who was erased, or a question from a meeting that leads to nobody.
  author_id uuid,
  -- The meeting that it comes from, and the question that was parked there: a question becomes a topic once.
  event_id uuid,
  question_id uuid,
  started_at timestamptz not null,
  -- When its newest post was written: lists go by it.
  last_at timestamptz not null check (last_at >= started_at),
  -- When somebody else than its author answered first.
  first_reply_at timestamptz check (first_reply_at >= started_at),
  -- The post that answered it.
  answer_id uuid,
  closed_at timestamptz,
  closed_by uuid,
  retired_at timestamptz,
  retired_by uuid,
  retired_why text check (length(retired_why) between 1 and 500),
  primary key (community_id, id),
  unique (community_id, event_id, question_id),
  foreign key (community_id, channel_id) references channel,
  foreign key (community_id, author_id) references member (community_id, id) on delete set null (author_id),
  foreign key (community_id, closed_by) references member (community_id, id) on delete set null (closed_by),
  foreign key (community_id, retired_by) references member (community_id, id) on delete set null (retired_by),
  foreign key (community_id, event_id) references event (community_id, id),
  foreign key (community_id, event_id, question_id) references question (community_id, event_id, id),
  check (question_id is null or event_id is not null),
  check (answer_id is null or is_question),
  check ((retired_at is null) = (retired_why is null))
);
create index topic_newest on topic (community_id, last_at desc, id desc) where retired_at is null;
create index topic_channel on topic (community_id, channel_id, last_at desc, id desc) where retired_at is null;
create index topic_unanswered on topic (community_id, last_at desc, id desc)
  where is_question and first_reply_at is null and answer_id is null and closed_at is null and retired_at is null;
create index topic_started on topic (community_id, started_at);
create index topic_author on topic (community_id, author_id) where author_id is not null;

create table post (
  community_id uuid not null,
  topic_id uuid not null,
  id uuid not null,
  -- Opens its topic.
  is_first boolean not null default false,
  author_id uuid,
  -- Markdown as it was written, and what the page shows of it.
  text text not null check (length(text) between 1 and 20000),
  html text not null,
  at timestamptz not null,
  via text not null default 'page' check (via in ('page','mail','meeting')),
  edition integer not null default 1 check (edition > 0),
  edited_at timestamptz,
  retired_at timestamptz,
  retired_by uuid,
  retired_why text check (length(retired_why) between 1 and 500),
  primary key (community_id, topic_id, id),
  foreign key (community_id, topic_id) references topic on delete cascade,
  foreign key (community_id, author_id) references member (community_id, id) on delete set null (author_id),
  foreign key (community_id, retired_by) references member (community_id, id) on delete set null (retired_by),
  check ((edition = 1) = (edited_at is null)),
  check ((retired_at is null) = (retired_why is null))
);
create unique index post_first on post (community_id, topic_id) where is_first;
create index post_author on post (community_id, author_id) where author_id is not null;
create index post_at on post (community_id, at);
alter table topic add foreign key (community_id, id, answer_id) references post (community_id, topic_id, id) on delete set null (answer_id);

-- What a post said before it was changed.
create table post_edition (
  community_id uuid not null,
  topic_id uuid not null,
  post_id uuid not null,
  edition integer not null,
  text text not null,
  until timestamptz not null,
  primary key (community_id, topic_id, post_id, edition),
  foreign key (community_id, topic_id, post_id) references post on delete cascade
);

-- Who wants to hear of a topic, and how far they have heard: by letter, and on the page. Answers by letter come to an
-- address made of `id`; it outlives the following, so that an answer to an old letter arrives.
create table topic_follow (
  community_id uuid not null,
  topic_id uuid not null,
  member_id uuid not null,
  id uuid not null unique,
  following boolean not null default true,
  since timestamptz not null,
  told_at timestamptz not null,
  seen_at timestamptz not null,
  primary key (community_id, topic_id, member_id),
  foreign key (community_id, topic_id) references topic on delete cascade,
  foreign key (community_id, member_id) references member on delete cascade
);
create index topic_follow_member on topic_follow (community_id, member_id) where following;

alter table mail_stop
  drop constraint mail_stop_kind_check,
  add constraint mail_stop_kind_check
    check (kind in ('reminders','invitations','records','actions','briefs','questions','discussion'));

-- Mail about pre-briefs and panels can be stopped like the other kinds.
alter table mail_stop
  drop constraint mail_stop_kind_check,
  add constraint mail_stop_kind_check check (kind in ('reminders','invitations','records','actions','briefs'));

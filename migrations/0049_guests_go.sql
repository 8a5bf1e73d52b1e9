-- A trigger before a delete that returns nothing keeps the row: guests that were deleted stayed.
create or replace function forget_loop_backs() returns trigger language plpgsql as $$
begin
  update loop_back set guest_id = null, what = null, may_talk = false, quote = 'no', shown_at = null, shown_by = null
   where community_id = old.community_id and event_id = old.event_id and guest_id = old.id;
  if tg_op = 'DELETE' then return old; end if;
  return new;
end $$;

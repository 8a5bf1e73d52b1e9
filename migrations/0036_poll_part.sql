-- A poll belongs to a part of the agenda, wherever that part is moved to.
alter table poll add column segment_id uuid;
update poll p set segment_id = s.id from segment s
 where s.community_id = p.community_id and s.event_id = p.event_id and s.position = p.segment;
alter table poll drop column segment;
alter table poll add foreign key (community_id, event_id, segment_id)
  references segment (community_id, event_id, id) on delete set null (segment_id);

-- Days of an event that begin and end at hours of their own; and calls of a series, found from its events.

alter table event
  -- [{"from": "09:00", "until": "16:00"}, …] on the wall clock of the event's zone, one for each day; none where all days
  -- begin like the first and last as long as their agenda.
  add column day_hours jsonb,
  add constraint event_day_hours check (day_hours is null or
    jsonb_typeof(day_hours) = 'array' and jsonb_array_length(day_hours) = days and days > 1);

create index call_series on call (community_id, series_id) where series_id is not null;

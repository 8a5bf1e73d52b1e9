-- When somebody was last seen listening in the room; none for who uses its forms alone, of whom nobody can tell.
alter table live_participant add column here_at timestamptz;

-- In the live room a debate is over when whoever runs the room says so.

alter table position_round add column asked_again_at timestamptz;

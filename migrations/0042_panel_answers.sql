-- Whoever is named to a panel is asked, and says yes or no; a no stays, so that they are not proposed again for that meeting.
alter table panel_place
  add column state text not null default 'asked' check (state in ('asked','accepted','declined')),
  add column answered_at timestamptz,
  add constraint panel_place_answered check ((state = 'asked') = (answered_at is null));

-- What is published is made ready once and kept by every process (server/platform/kept.ts). Whatever changes it says so to all
-- of them, whichever way it came about: a result, a box, a re-vote by which an earlier result is replaced.
create function publication_changed() returns trigger language plpgsql as $$
begin
  perform pg_notify('gongyi', '{"type":"published"}');
  return null;
end $$;
create trigger publication_changed after update of state on round
  for each row when (new.state = 'published' or (new.state = 'voting' and new.predecessor_id is not null))
  execute function publication_changed();
create trigger publication_changed after insert on published_box
  for each row execute function publication_changed();
-- The first assembly changes what the front page says.
create trigger publication_changed after insert on assembly
  for each row execute function publication_changed();
-- Whoever changes what was counted: it is held against the log again, and is an alarm instead of a result.
create trigger publication_changed after update or delete on round_count
  for each statement execute function publication_changed();

-- What the office says of each item beside its title: 简介, 责任单位, 投资额, 类别, by the item's id. It decides
-- nothing, so it is no part of the document that is counted; it is fixed with the titles when the round opens (V8).
alter table round add column facts jsonb not null default '{}';
create function facts_stay() returns trigger language plpgsql as $$
begin
  if old.state not in ('draft', 'ready') and new.facts is distinct from old.facts then
    raise exception 'what is said of the items is fixed when the round opens (V8)' using errcode = 'GY008';
  end if;
  return new;
end $$;
create trigger facts_stay before update of facts on round for each row execute function facts_stay();

-- The meeting's own quorum (法定人数), for its opening and for decisions by show of hands; a round has its own. A
-- list of rules as in a round document; empty where the body has none. Meetings that are still held get their body's.
alter table meeting add column quorum jsonb not null default '[]';
update meeting m set quorum = jsonb_build_array(jsonb_build_object(
    'of', 'enrolled', 'fraction', '2/3', 'strict', a.kind = 'subdistrict'))
  from assembly a where a.id = m.assembly_id and m.state <> 'closed';

-- Whom the office names for the offices of a meeting, for the presider to put to the vote: [{"personId", "office"}]. It
-- appoints nobody: that is the meeting's decision.
alter table meeting add column proposed_officers jsonb not null default '[]';

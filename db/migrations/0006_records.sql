-- Records that the server only adds to. Its own role may neither change nor remove them (server/platform/grants.ts);
-- the two acts that have to are functions of the owner.

-- Seals a box (V7), see server/live/box.repo.ts; one that was counted is never written anew.
create function seal_box(sealed uuid, out marks integer, out papers integer)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from round r where r.id = sealed and r.state in ('voting', 'closed')) then
    raise exception 'this box is not to be sealed' using errcode = 'GY007';
  end if;
  with old as (delete from roll_mark where round_id = sealed returning *),
  new as (insert into roll_mark select * from old order by person_id returning 1)
  select count(*) into marks from new;
  with old as (delete from paper where round_id = sealed returning *),
  new as (insert into paper select * from old order by receipt returning 1)
  select count(*) into papers from new;
end $$;
revoke execute on function seal_box from public;

-- The head of an audit chain, begun where it is missing, and locked until the transaction ends; with what these ids
-- stand for now.
create function lock_audit_head(chain uuid, ids uuid[], out seq bigint, out hash bytea, out names jsonb)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  select c.seq, c.hash into seq, hash from audit_chain c where c.chain_id = chain for update;
  if not found then
    insert into audit_chain values (chain, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
    -- Somebody else may have begun it in this moment: it is theirs or ours, and locked now.
    select c.seq, c.hash into seq, hash from audit_chain c where c.chain_id = chain for update;
  end if;
  select coalesce(jsonb_object_agg(n.id, n.name), '{}') into names from (
    select p.id, p.name from person p where p.id = any(ids)
    union all select m.id, m.title from meeting m where m.id = any(ids)
    union all select r.id, r.title from round r where r.id = any(ids)
    union all select a.id, a.name from assembly a where a.id = any(ids)) n;
end $$;
revoke execute on function lock_audit_head(uuid, uuid[]) from public;

-- Adds an entry at the end of its chain; nowhere else.
create function add_audit_entry(entry audit_entry) returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  update audit_chain c set seq = entry.seq, hash = entry.hash
  where c.chain_id = entry.chain_id and c.seq = entry.seq - 1 and c.hash = entry.previous_hash;
  if not found then
    raise exception 'an audit entry is added at the end of its chain' using errcode = 'GY011';
  end if;
  insert into audit_entry select entry.*;
end $$;
revoke execute on function add_audit_entry from public;

-- A count is made of a closed box, and again until it is signed; afterwards there is no further version (V12).
create function counts_stay() returns trigger language plpgsql as $$
begin
  if not exists (select from round r where r.id = new.round_id and r.state in ('closed', 'tallied', 'inquorate', 'void')) then
    raise exception 'this round is not to be counted' using errcode = 'GY012';
  end if;
  return new;
end $$;
create trigger counts_stay before insert on round_count for each row execute function counts_stay();

-- A round that was opened is not removed.
create function round_remains() returns trigger language plpgsql as $$
begin
  if old.state not in ('draft', 'ready') then
    raise exception 'an opened round remains (V8)' using errcode = 'GY008';
  end if;
  return old;
end $$;
create trigger round_remains before delete on round for each row execute function round_remains();

-- What is written down keeps the names of its moment: whoever is renamed later, and whatever is retitled, what was
-- counted, signed, decided and published says what was true then. The database fills them in, whoever writes.
alter table round_count
  add made_by_name text not null default '',
  add meeting_title text not null default '',
  add assembly_name text not null default '';
alter table count_signature add person_name text not null default '';
alter table decision
  add recorded_by_name text not null default '',
  add meeting_title text not null default '',
  add assembly_name text not null default '';
alter table officer add person_name text not null default '';
alter table paper_teller add person_name text not null default '';
alter table published_box add published_by_name text not null default '';
alter table round
  add published_meeting text,
  add published_assembly text;

-- Earlier rows get today's: nothing older was kept.
update round_count c set
  made_by_name = coalesce((select p.name from person p where p.id = c.made_by), ''),
  meeting_title = (select m.title from round r join meeting m on m.id = r.meeting_id where r.id = c.round_id),
  assembly_name = (select a.name from assembly a where a.id = c.assembly_id);
update count_signature s set person_name = (select p.name from person p where p.id = s.person_id);
update decision d set
  recorded_by_name = (select p.name from person p where p.id = d.recorded_by),
  meeting_title = (select m.title from meeting m where m.id = d.meeting_id),
  assembly_name = (select a.name from assembly a where a.id = d.assembly_id);
update officer o set person_name = (select p.name from person p where p.id = o.person_id);
update paper_teller t set person_name = (select p.name from person p where p.id = t.person_id);
alter table published_box disable trigger published_box_stays;
update published_box b set published_by_name = (select p.name from person p where p.id = b.published_by);
alter table published_box enable trigger published_box_stays;
update round r set
  published_meeting = (select m.title from meeting m where m.id = r.meeting_id),
  published_assembly = (select a.name from assembly a where a.id = r.assembly_id)
where r.state = 'published';

create function keep_names() returns trigger language plpgsql as $$
begin
  case tg_table_name
    when 'round_count' then
      new.made_by_name := coalesce((select p.name from person p where p.id = new.made_by), '');
      select m.title, a.name into new.meeting_title, new.assembly_name
      from round r join meeting m on m.id = r.meeting_id join assembly a on a.id = r.assembly_id
      where r.id = new.round_id;
    when 'decision' then
      new.recorded_by_name := (select p.name from person p where p.id = new.recorded_by);
      select m.title, a.name into new.meeting_title, new.assembly_name
      from meeting m join assembly a on a.id = m.assembly_id where m.id = new.meeting_id;
    when 'published_box' then
      new.published_by_name := (select p.name from person p where p.id = new.published_by);
    else
      new.person_name := (select p.name from person p where p.id = new.person_id);
  end case;
  return new;
end $$;
create trigger keep_names before insert on round_count for each row execute function keep_names();
create trigger keep_names before insert on count_signature for each row execute function keep_names();
create trigger keep_names before insert on decision for each row execute function keep_names();
create trigger keep_names before insert on officer for each row execute function keep_names();
create trigger keep_names before insert on paper_teller for each row execute function keep_names();
create trigger keep_names before insert on published_box for each row execute function keep_names();

create function keep_publication() returns trigger language plpgsql as $$
begin
  if old.state = 'published' then
    new.published_meeting := old.published_meeting;
    new.published_assembly := old.published_assembly;
  elsif new.state = 'published' then
    select m.title, a.name into new.published_meeting, new.published_assembly
    from meeting m join assembly a on a.id = m.assembly_id where m.id = new.meeting_id;
  end if;
  return new;
end $$;
create trigger keep_publication before update of state, published_meeting, published_assembly on round
  for each row execute function keep_publication();

-- What the ids in an entry stood for at its moment: {id: name}, part of what is hashed. Entries from before have none;
-- for them the names of the day on which this began are kept.
alter table audit_entry add names jsonb;
create table earlier_name (
  id uuid primary key,
  name text not null
);
insert into earlier_name
  select id, name from person union all select id, title from meeting union all select id, title from round
  union all select id, name from assembly;

-- A count's entry is looked up at every reading of its result.
create index audit_entry_count on audit_entry (chain_id, (detail ->> 'round'))
  where event in ('round.counted', 'round.recounted');

-- The hash of a count as it stands there. It is written into the audit log with the count.
create function count_hash(c round_count) returns text
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select encode(sha256(convert_to(jsonb_build_array(c.round_id, c.version, c.document_sha256, c.result, c.roll,
    c.reason, c.held_back, c.made_by_name, c.meeting_title, c.assembly_name)::text, 'UTF8')), 'hex')
$$;

-- Whether a count is still what was written into the audit log. Entries from before have no hash: nothing to compare.
create function count_stands(c round_count) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select exists (
    select from audit_entry e
    where e.chain_id = c.assembly_id and e.event in ('round.counted', 'round.recounted')
      and e.detail ->> 'round' = c.round_id::text and e.detail ->> 'version' = c.version::text
      and coalesce(e.detail ->> 'resultSha256' = count_hash(c), true))
$$;

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

-- The head of an audit chain, begun where it is missing, and locked until the transaction ends.
create function lock_audit_head(chain uuid, out seq bigint, out hash bytea)
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
  select c.seq, c.hash into seq, hash from audit_chain c where c.chain_id = chain for update;
  if not found then
    insert into audit_chain values (chain, 0, decode(repeat('00', 32), 'hex')) on conflict do nothing;
    -- Somebody else may have begun it in this moment: it is theirs or ours, and locked now.
    select c.seq, c.hash into seq, hash from audit_chain c where c.chain_id = chain for update;
  end if;
end $$;
revoke execute on function lock_audit_head from public;

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

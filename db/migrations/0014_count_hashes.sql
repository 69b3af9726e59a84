-- Every count is held against the log: those from before its hash was written there with the count get an entry of their
-- own at the first start (server/platform/audit/earlier-counts.ts). The first entry that names a hash is the one that holds, so that no
-- later one makes right what was changed; a count of which the log says nothing doesn't stand.
drop index audit_entry_count;
create index audit_entry_count on audit_entry (chain_id, (detail ->> 'round'))
  where event in ('round.counted', 'round.recounted', 'count.hash_kept', 'box.published');

create or replace function count_stands(c round_count) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((
    select e.detail ->> 'resultSha256' = count_hash(c) from audit_entry e
    where e.chain_id = c.assembly_id and e.event in ('round.counted', 'round.recounted', 'count.hash_kept')
      and e.detail ->> 'round' = c.round_id::text and e.detail ->> 'version' = c.version::text
      and e.detail ? 'resultSha256'
    order by e.seq limit 1), false)
$$;

-- Whether a published box is still the text whose hash was written into the log with its publication.
create function box_stands(b published_box) returns boolean
language sql stable set search_path = pg_catalog, public, pg_temp as $$
  select coalesce((
    select e.detail ->> 'sha256' = b.sha256 from audit_entry e
    where e.chain_id = b.assembly_id and e.event = 'box.published' and e.detail ->> 'round' = b.round_id::text
    order by e.seq limit 1), false)
    and b.sha256 = encode(sha256(convert_to(b.document, 'UTF8')), 'hex')
$$;

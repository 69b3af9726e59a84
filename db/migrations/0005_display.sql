-- When figures are let out, and how many, depends on the number of papers alone (docs/secrecy.md). In groups they are
-- the sums of the first k, 2k, 3k … papers, each shown when as many again have followed.

-- k, chosen while drafting; null leaves it to the size of the electorate.
alter table round add column shown_group integer check (shown_group between 5 and 10000);
create function shown_group_stays() returns trigger language plpgsql as $$
begin
  if old.state not in ('draft', 'ready') and new.shown_group is distinct from old.shown_group then
    raise exception 'what is shown of a round is fixed when it opens (V8)' using errcode = 'GY008';
  end if;
  return new;
end $$;
create trigger shown_group_stays before update of shown_group on round
  for each row execute function shown_group_stays();

-- The trigger that looked at the votes before it let figures out. A round that is open meanwhile shows its turnout.
drop trigger show_tally on round_tally;
drop function show_tally();
update round_tally t set shown_group = 0 from round r
where r.id = t.round_id and r.state = 'voting' and t.shown_group > 1;
-- A live display reads the cells themselves. Of the others: sums of the first k, 2k … papers that are waiting for as many
-- again; never read by anybody but the next batch.
alter table round_tally add column due_cells integer[];
update round_tally set due_cells = array_fill(0, array[cardinality(cells)]);
alter table round_tally alter column due_cells set not null;

-- A tally's cells with those raised that the batch's first papers raise, in their order within the batch.
create function cells_with(cells integer[], first integer, places integer[], raised integer[])
returns integer[] language sql immutable as $$
  select array(
    select cells[s.i] + coalesce(added.n, 0)
    from generate_subscripts(cells, 1) as s(i)
    left join (
      select cell, count(*)::integer as n from unnest(places, raised) as r(place, cell)
      where place <= first group by cell) as added on added.cell = s.i
    order by s.i)
$$;

-- What a tally shows in groups after a batch of `added` papers: cell raised[i] is raised by the paper at places[i].
-- The order within a batch is that of receipts, which are random: nobody knows who is on which side of a multiple.
create function let_out(tally round_tally, added integer, places integer[], raised integer[],
  out shown_papers integer, out shown_cells integer[], out due_cells integer[])
language plpgsql immutable as $$
declare
  k constant integer := tally.shown_group;
  due constant integer := (tally.papers + added) / greatest(k, 1) * k;
begin
  shown_papers := tally.shown_papers;
  shown_cells := tally.shown_cells;
  due_cells := tally.due_cells;
  if k > 1 and due > tally.papers then
    due_cells := cells_with(tally.cells, due - tally.papers, places, raised);
    shown_papers := due - k;
    if shown_papers > tally.papers then
      shown_cells := cells_with(tally.cells, shown_papers - tally.papers, places, raised);
    else
      shown_cells := tally.due_cells;
    end if;
  end if;
end $$;

-- Boxes whose old rows may still stand in the files of the database, in free space and in the write-ahead log, although
-- they are sealed (server/live/traces.repo.ts). At first all that were sealed before.
create table unswept_box (
  round_id uuid primary key references round (id)
);
insert into unswept_box select round_id from round_tally join round on round.id = round_id where state <> 'voting';

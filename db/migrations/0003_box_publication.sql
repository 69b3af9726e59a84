-- Publication of the box with its receipts (票箱公开), and figures of small classes that are held back.

alter table round
  -- Who gets the box once the result is announced: nobody, the scrutineers, everybody. Chosen while drafting.
  add box_publication text not null default 'off' check (box_publication in ('off', 'scrutineers', 'public')),
  -- Paper ballots have no receipt: beside published ones they would be told apart from the tablets' (docs/secrecy.md).
  add check (box_publication = 'off' or medium = 'tablet');

-- The box as it was published, word for word; the hash is of the text.
create table published_box (
  assembly_id uuid not null,
  round_id uuid primary key,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  papers integer not null check (papers >= 0),
  document text not null,
  published_at timestamptz not null,
  published_by uuid not null,
  foreign key (assembly_id, round_id) references round (assembly_id, id),
  foreign key (assembly_id, published_by) references person (assembly_id, id)
);

create function published_box_allowed() returns trigger language plpgsql as $$
begin
  if not exists (select from round r where r.id = new.round_id and r.box_publication <> 'off'
                   and r.state in ('announced', 'published')) then
    raise exception 'this box is not to be published' using errcode = 'GY013';
  end if;
  return new;
end $$;
create trigger published_box_allowed before insert on published_box
  for each row execute function published_box_allowed();

create function published_box_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a published box stays as it is' using errcode = 'GY013';
end $$;
create trigger published_box_stays before update or delete on published_box
  for each row execute function published_box_stays();

-- Why a part of the result is not published; the count itself stays whole.
alter table round_count add held_back text check (held_back in ('small_class'));
update round_count set held_back = 'small_class' where exists (
  select from paper p where p.round_id = round_count.round_id and p.class is not null
  group by p.class having count(*) < 5);

-- Who gets the box is frozen with the rules (V8).
create or replace function round_stays() returns trigger language plpgsql as $$
declare
  states constant text[] := array['draft', 'ready', 'voting', 'closed', 'tallied', 'signed', 'announced', 'published'];
begin
  if old.state not in ('draft', 'ready') then
    if new.definition is distinct from old.definition or new.title is distinct from old.title
      or new.display is distinct from old.display or new.roll is distinct from old.roll
      or new.medium is distinct from old.medium or new.box_publication is distinct from old.box_publication
      or new.signatures_required is distinct from old.signatures_required
      or new.meeting_id is distinct from old.meeting_id or new.opened_at is distinct from old.opened_at then
      raise exception 'an opened round keeps its rules (V8)' using errcode = 'GY008';
    end if;
    if old.state in ('inquorate', 'void') and new.state <> old.state
      or array_position(states, new.state) < array_position(states, old.state) then
      raise exception 'a round never goes back (V12)' using errcode = 'GY012';
    end if;
  end if;
  return new;
end $$;

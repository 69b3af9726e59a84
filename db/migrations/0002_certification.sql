-- From the closed box to the announcement: decisions by show of hands, officers, paper beside tablets,
-- signatures, rounds that follow from a result.

alter table round
  -- How papers are cast: on tablets, on paper, or some on each (mixed).
  add medium text not null default 'tablet' check (medium in ('tablet', 'paper', 'mixed')),
  -- Fixed at opening: whether appointed scrutineers must sign before the announcement.
  add signatures_required boolean,
  -- Why this round follows its predecessor.
  add origin text check (origin in ('runoff', 'supplementary', 'revote')),
  add origin_reason text check (length(origin_reason) <= 500),
  add check ((predecessor_id is null) = (origin is null));
-- One round of each kind follows a round; a second press finds the first one's.
create unique index round_successor on round (predecessor_id) where predecessor_id is not null;

-- Who votes on paper where a round is mixed.
alter table roll_entry
  add medium text not null default 'tablet' check (medium in ('tablet', 'paper'));
alter table round_elector
  add medium text not null default 'tablet' check (medium in ('tablet', 'paper'));

-- Decisions by show of hands (举手表决): figures only, never who.
create table decision (
  assembly_id uuid not null,
  meeting_id uuid not null,
  id uuid not null unique,
  kind text not null check (kind in ('rules', 'officers', 'procedure')),
  subject text not null check (length(subject) between 1 and 300),
  enrolled integer not null check (enrolled >= 0),
  present integer not null check (present between 0 and enrolled),
  votes_for integer not null check (votes_for >= 0),
  votes_against integer not null check (votes_against >= 0),
  votes_abstain integer not null check (votes_abstain >= 0),
  majority jsonb not null,
  passed boolean not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (assembly_id, meeting_id, id),
  foreign key (assembly_id, meeting_id) references meeting (assembly_id, id),
  foreign key (assembly_id, recorded_by) references person (assembly_id, id),
  check (votes_for + votes_against + votes_abstain <= present)
);

-- Officers of a meeting, each by the decision that appointed them.
create table officer (
  assembly_id uuid not null,
  meeting_id uuid not null,
  id uuid not null unique,
  person_id uuid not null,
  office text not null check (office in ('chief_scrutineer', 'scrutineer', 'chief_teller', 'teller')),
  decision_id uuid not null references decision (id),
  released_at timestamptz,
  primary key (assembly_id, meeting_id, id),
  foreign key (assembly_id, meeting_id) references meeting (assembly_id, id),
  foreign key (assembly_id, person_id) references person (assembly_id, id)
);
create unique index officer_active on officer (assembly_id, meeting_id, person_id)
  where released_at is null;
create unique index officer_chief on officer (assembly_id, meeting_id, office)
  where released_at is null and office in ('chief_scrutineer', 'chief_teller');

-- Issue and collection record of the paper ballots of a round (发票收票记录).
create table paper_stock (
  assembly_id uuid not null,
  round_id uuid primary key,
  printed integer not null check (printed >= 0),
  issued integer not null check (issued >= 0),
  spoiled integer not null check (spoiled >= 0),
  destroyed integer not null check (destroyed >= 0),
  specimens integer not null check (specimens >= 0),
  collected integer check (collected >= 0),
  note text not null default '' check (length(note) <= 500),
  recorded_by uuid not null,
  version integer not null default 1,
  foreign key (assembly_id, round_id) references round (assembly_id, id),
  foreign key (assembly_id, recorded_by) references person (assembly_id, id)
);

-- Two tellers enter the pile of paper ballots independently, in the order in which it lies.
create table paper_teller (
  assembly_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  slot smallint not null check (slot in (1, 2)),
  done boolean not null default false,
  primary key (round_id, person_id),
  unique (round_id, slot),
  foreign key (assembly_id, round_id) references round (assembly_id, id),
  foreign key (assembly_id, person_id) references person (assembly_id, id)
);
create table paper_entry (
  assembly_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  position integer not null check (position between 1 and 100000),
  -- {"marks": …, "writeIns"?: …, "illegible"?: true} as in a round document.
  content jsonb not null,
  primary key (round_id, person_id, position),
  foreign key (round_id, person_id) references paper_teller (round_id, person_id)
);

alter table round_count
  -- The figures the count was made with: {"enrolled", "present", "issued", "collected"}.
  add roll jsonb not null,
  -- Why a further version was made; null for the first.
  add reason text check (length(reason) <= 500),
  add check ((version = 1) = (reason is null));

create table count_signature (
  assembly_id uuid not null,
  round_id uuid not null,
  version integer not null,
  person_id uuid not null,
  office text not null check (office in ('chief_scrutineer', 'scrutineer')),
  signed_at timestamptz not null,
  primary key (round_id, version, person_id),
  foreign key (round_id, version) references round_count (round_id, version),
  foreign key (assembly_id, person_id) references person (assembly_id, id)
);

-- What this migration added to a round and to its electorate stays as well (V8).
create or replace function round_stays() returns trigger language plpgsql as $$
declare
  states constant text[] := array['draft', 'ready', 'voting', 'closed', 'tallied', 'signed', 'announced', 'published'];
begin
  if old.state not in ('draft', 'ready') then
    if new.definition is distinct from old.definition or new.title is distinct from old.title
      or new.display is distinct from old.display or new.roll is distinct from old.roll
      or new.medium is distinct from old.medium
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

create or replace function electors_stay() returns trigger language plpgsql as $$
begin
  if exists (select from round r
             where r.id in (new.round_id, old.round_id) and r.state not in ('draft', 'ready')) then
    raise exception 'the electorate is fixed when the round opens (V8)' using errcode = 'GY008';
  end if;
  return coalesce(new, old);
end $$;

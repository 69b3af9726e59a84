-- The first schema. assembly_id comes first in the keys of every table that grows, so that the same
-- schema can later be spread over machines by assembly.

create table assembly (
  id uuid primary key,
  name text not null check (length(name) between 1 and 100),
  -- 街道 votes are advisory selections (票选), 乡镇 votes are decisions of the congress (票决).
  kind text not null check (kind in ('subdistrict', 'town')),
  sample boolean not null default false,
  created_at timestamptz not null
);

create table person (
  assembly_id uuid not null references assembly (id),
  id uuid not null unique,
  name text not null check (length(name) between 1 and 60),
  -- Deputy certificate or staff number; the key by which a roster is imported again.
  number text check (length(number) between 1 and 40),
  unit text check (length(unit) <= 100),
  phone text check (length(phone) <= 30),
  active boolean not null default true,
  created_at timestamptz not null,
  primary key (assembly_id, id)
);
create unique index person_number on person (assembly_id, number) where number is not null;

create table person_role (
  assembly_id uuid not null,
  person_id uuid not null,
  role text not null check (role in (
    'administrator', 'staff', 'presider', 'chief_scrutineer', 'scrutineer', 'teller', 'deputy',
    'committee_member', 'voter_rep', 'public_rep', 'department')),
  primary key (assembly_id, person_id, role),
  foreign key (assembly_id, person_id) references person (assembly_id, id)
);

-- Sign-in by name and password, for people who work at a desk or at the rostrum.
create table account (
  assembly_id uuid not null,
  person_id uuid primary key,
  login_name text not null check (login_name = lower(login_name) and length(login_name) between 2 and 60),
  password_hash text not null,
  -- May create further assemblies in this deployment (the operator's first administrator).
  operator boolean not null default false,
  created_at timestamptz not null,
  foreign key (assembly_id, person_id) references person (assembly_id, id)
);
create unique index account_login_name on account (login_name);

-- One-time links by which a first administrator sets an assembly up.
create table setup_link (
  token_hash bytea primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table meeting (
  assembly_id uuid not null references assembly (id),
  id uuid not null unique,
  title text not null check (length(title) between 1 and 200),
  place text not null default '' check (length(place) <= 200),
  starts_at timestamptz not null,
  state text not null check (state in ('preparing', 'in_session', 'closed')),
  created_at timestamptz not null,
  primary key (assembly_id, id)
);

-- The roll (名册) of a meeting: a list of persons with a class, never simply "all deputies".
create table roll_entry (
  assembly_id uuid not null,
  meeting_id uuid not null,
  person_id uuid not null,
  class text not null check (class in (
    'deputy', 'committee_member', 'council_delegate', 'voter_rep', 'public_rep', 'observer')),
  -- 列席人员 may speak and have no vote.
  entitled boolean not null,
  attendance text not null check (attendance in ('absent', 'present', 'on_leave')),
  primary key (assembly_id, meeting_id, person_id),
  foreign key (assembly_id, meeting_id) references meeting (assembly_id, id),
  foreign key (assembly_id, person_id) references person (assembly_id, id),
  check (not (class = 'observer' and entitled))
);

-- A personal card: signs one device in as one person for one meeting. Only a hash is kept.
create table card (
  assembly_id uuid not null,
  meeting_id uuid not null,
  id uuid not null unique,
  person_id uuid not null,
  code_hash bytea not null unique,
  issued_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz,
  primary key (assembly_id, meeting_id, id),
  foreign key (assembly_id, meeting_id, person_id)
    references roll_entry (assembly_id, meeting_id, person_id) on delete cascade
);
-- One valid card a person in a meeting.
create unique index card_valid on card (assembly_id, meeting_id, person_id) where withdrawn_at is null;

create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  assembly_id uuid not null references assembly (id),
  seat text not null check (seat in ('desk', 'chair', 'tablet', 'screen')),
  person_id uuid,
  meeting_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_reason text check (ended_reason in
    ('signed_out', 'taken_over', 'card_withdrawn', 'account_changed', 'unpaired', 'roles_changed')),
  foreign key (assembly_id, person_id) references person (assembly_id, id),
  foreign key (assembly_id, meeting_id) references meeting (assembly_id, id),
  check ((seat = 'screen') = (person_id is null)),
  check (seat not in ('tablet', 'screen') or meeting_id is not null),
  check ((ended_at is null) = (ended_reason is null))
);
-- One device a person at a tablet of a meeting: a new device takes over.
create unique index session_tablet on session (assembly_id, meeting_id, person_id)
  where seat = 'tablet' and ended_at is null;
create index session_person on session (assembly_id, person_id) where ended_at is null;

create table screen_pairing (
  id uuid primary key,
  secret_hash bytea not null,
  code_hash bytea not null unique,
  expires_at timestamptz not null,
  session_id uuid references session (id),
  paired_at timestamptz
);

-- Wrong passwords and codes, counted per name and per address (hashed).
create table sign_in_throttle (
  key_hash bytea primary key,
  failures integer not null check (failures >= 0),
  locked_until timestamptz,
  updated_at timestamptz not null
);

-- What everybody in the room sees has one sequence number per meeting; every act that changes the
-- picture raises it in the transaction of the act.
create table room (
  assembly_id uuid not null,
  meeting_id uuid primary key,
  seq bigint not null default 0,
  current_round_id uuid,
  foreign key (assembly_id, meeting_id) references meeting (assembly_id, id)
);

create table round (
  assembly_id uuid not null,
  meeting_id uuid not null,
  id uuid not null unique,
  position integer not null check (position >= 1),
  title text not null check (length(title) between 1 and 200),
  -- The rules: a round document without roll and papers (docs/round-format.md).
  definition jsonb not null,
  -- What the room may see of a running tally.
  display text not null check (display in ('live', 'batched', 'turnout')),
  state text not null check (state in (
    'draft', 'ready', 'voting', 'closed', 'inquorate', 'void', 'tallied', 'signed', 'announced', 'published')),
  -- Roll figures, fixed at opening: {"enrolled", "present", "issued", "classes"?}.
  roll jsonb,
  predecessor_id uuid references round (id),
  opened_at timestamptz,
  closed_at timestamptz,
  announced_at timestamptz,
  published_at timestamptz,
  created_at timestamptz not null,
  -- Edits of a draft carry the version they saw, so that two editors don't overwrite each other.
  version integer not null default 1,
  primary key (assembly_id, id),
  foreign key (assembly_id, meeting_id) references meeting (assembly_id, id),
  check ((roll is null) = (state in ('draft', 'ready'))),
  check ((opened_at is null) = (state in ('draft', 'ready')))
);
alter table room add foreign key (current_round_id) references round (id);
-- One round of a meeting takes votes at a time.
create unique index round_voting on round (assembly_id, meeting_id) where state = 'voting';
create unique index round_position on round (assembly_id, meeting_id, position);

-- Who may vote in a round, fixed at opening (V8).
create table round_elector (
  assembly_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  class text not null,
  primary key (round_id, person_id),
  foreign key (assembly_id, round_id) references round (assembly_id, id)
);

-- Who has voted. No time, no order, nothing in common with a paper (V7).
create table roll_mark (
  assembly_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  cast_id uuid not null,
  primary key (round_id, person_id),
  foreign key (round_id, person_id) references round_elector (round_id, person_id)
);

-- What was voted. The receipt is made on the tablet and known to it alone.
create table paper (
  assembly_id uuid not null,
  round_id uuid not null,
  receipt uuid not null,
  -- Kept only where the round's rules count a class apart.
  class text,
  -- {"marks": …, "writeIns"?: …} as in a round document.
  content jsonb not null,
  primary key (round_id, receipt),
  foreign key (assembly_id, round_id) references round (assembly_id, id)
);

-- The running tally; "shown" is the part the display setting has let out.
create table round_tally (
  assembly_id uuid not null,
  round_id uuid primary key,
  papers integer not null default 0,
  cells integer[] not null,
  shown_papers integer not null default 0,
  shown_cells integer[] not null,
  -- Smallest group of papers the display lets out at once; 0 shows nothing, 1 each paper.
  shown_group integer not null check (shown_group >= 0),
  electors integer not null,
  foreign key (assembly_id, round_id) references round (assembly_id, id)
);

-- What the display lets out, decided where the figures are: with a group size of 1 every paper; with a larger
-- one only groups that large, in which no item was marked alike by all, and only while as many electors are
-- still to vote, so that the rest which the result will reveal is a group too; with 0 nothing.
create function show_tally() returns trigger language plpgsql as $$
declare
  held constant integer := new.papers - old.shown_papers;
begin
  if new.shown_group = 1
    or (new.shown_group > 1
        and held >= new.shown_group
        and new.electors - new.papers >= new.shown_group
        and not exists (
          select from unnest(new.cells, old.shown_cells) as cell(now, shown)
          where cell.now - cell.shown = held)) then
    new.shown_papers := new.papers;
    new.shown_cells := new.cells;
  end if;
  return new;
end $$;
create trigger show_tally before update of papers on round_tally
  for each row when (new.papers <> old.papers) execute function show_tally();

-- The count made from the papers; a correction before signing is a further version (V12).
create table round_count (
  assembly_id uuid not null,
  round_id uuid not null,
  version integer not null check (version >= 1),
  document_sha256 text not null,
  result jsonb not null,
  made_at timestamptz not null,
  made_by uuid not null,
  primary key (round_id, version),
  foreign key (assembly_id, round_id) references round (assembly_id, id)
);

-- V8 and V12 in the database too: whatever the code does, an opened round keeps its rules and never goes back.
create function round_stays() returns trigger language plpgsql as $$
declare
  states constant text[] := array['draft', 'ready', 'voting', 'closed', 'tallied', 'signed', 'announced', 'published'];
begin
  if old.state not in ('draft', 'ready') then
    if new.definition is distinct from old.definition or new.title is distinct from old.title
      or new.display is distinct from old.display or new.roll is distinct from old.roll
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
create trigger round_stays before update on round for each row execute function round_stays();

create function electors_stay() returns trigger language plpgsql as $$
begin
  if exists (select from round r
             where r.id = coalesce(new.round_id, old.round_id) and r.state not in ('draft', 'ready')) then
    raise exception 'the electorate is fixed when the round opens (V8)' using errcode = 'GY008';
  end if;
  return coalesce(new, old);
end $$;
create trigger electors_stay before insert or update or delete on round_elector
  for each row execute function electors_stay();

-- The audit log: one hash chain per assembly, and one (the nil id) for the deployment.
create table audit_chain (
  chain_id uuid primary key,
  seq bigint not null,
  hash bytea not null
);
create table audit_entry (
  chain_id uuid not null,
  seq bigint not null,
  at timestamptz not null,
  event text not null,
  actor_person_id uuid,
  actor_seat text,
  detail jsonb not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (chain_id, seq)
);
create function audit_entry_stays() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only ever added to' using errcode = 'GY011';
end $$;
create trigger audit_entry_stays before update or delete on audit_entry
  for each row execute function audit_entry_stays();

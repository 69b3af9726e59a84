-- Ballots that are counted by hand and entered as figures, and tellers who fall ill after they began.

alter table round
  drop constraint round_medium_check,
  -- `figures`: on paper, counted by hand (人工计票); two tellers enter figures, no papers.
  add constraint round_medium_check check (medium in ('tablet', 'paper', 'mixed', 'figures')),
  drop constraint round_check,
  -- Fixed at the opening; but the voters of a constituency are on no roll, their figures are entered.
  add constraint round_roll_known check (
    case when state in ('draft', 'ready') then roll is null else roll is not null or medium = 'figures' end);

-- A teller who can't go on is released from a round: what they entered is set aside, kept and never counted.
alter table paper_teller
  add released_at timestamptz,
  add released_by uuid,
  add release_reason text check (length(release_reason) between 1 and 500),
  add check ((released_at is null) = (released_by is null) and (released_at is null) = (release_reason is null)),
  add foreign key (assembly_id, released_by) references person (assembly_id, id),
  drop constraint paper_teller_round_id_slot_key;
create unique index paper_teller_slot on paper_teller (round_id, slot) where released_at is null;

-- One teller's figures of a ballot counted by hand.
create table figures_entry (
  assembly_id uuid not null,
  round_id uuid not null,
  person_id uuid not null,
  -- 应到, 实到, 发出, 收回 and, where the papers were counted, 有效, 无效 and every item's votes.
  content jsonb not null,
  primary key (round_id, person_id),
  foreign key (round_id, person_id) references paper_teller (round_id, person_id)
);

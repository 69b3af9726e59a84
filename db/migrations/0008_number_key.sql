-- One normal form of the numbers (证号) of people, by which they are compared: ＹＬ００１, yl-001 and YL001 are one, and
-- so are 001 and the 1 that a spreadsheet makes of it. server/domain/numberKey.ts says the same.
create function number_key(written text) returns text
  language sql immutable strict parallel safe
  as $$
    select case
      -- Of a number that is nothing but dashes there is still something to compare.
      when plain = '' then written
      else regexp_replace(plain, '^0+(?=[0-9]+$)', '')
    end
    from (
      select translate(
        -- Spaces, dashes, control characters and signs that nobody sees.
        regexp_replace(
          normalize(written, NFKC),
          '[\u0001-\u0020\u002d\u005f\u007f-\u00a0\u00ad\u034f\u058a\u05be\u061c\u115f-\u1160\u1400\u1680\u17b4-\u17b5\u1806\u180b-\u180f\u2000-\u2015\u2028-\u202f\u205f-\u206f\u2212\u2e17\u2e1a\u2e3a-\u2e3b\u2e40\u2e5d\u3000\u301c\u3030\u30a0\u3164\ufe00-\ufe0f\ufe31-\ufe32\ufe58\ufe63\ufeff\uff0d\uffa0\ufff0-\ufff8\U00010d6e\U00010ead\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]',
          '', 'g'),
        'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') as plain) as stripped
  $$;

-- Null without a number, and for a number that was another's already when the rule came: whoever has it keeps it
-- until it is changed.
alter table person add number_key text;
update person set number_key = first.key
from (
  select distinct on (assembly_id, number_key(number)) id, number_key(number) as key
  from person
  where number is not null
  order by assembly_id, number_key(number), created_at, id) as first
where person.id = first.id;
create unique index person_number_key on person (assembly_id, number_key) where number_key is not null;

-- Whoever writes a number, and by whatever way.
create function person_number_key() returns trigger
  language plpgsql
  as $$
    begin
      new.number_key := number_key(new.number);
      return new;
    end
  $$;
create trigger person_number_key before insert or update of number on person
  for each row execute function person_number_key();

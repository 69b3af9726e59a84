-- Cards: the link in the QR code has a secret of its own that works once. A card that was issued again says since
-- when: rounds that were open before take no vote from it and tell it nothing.
-- Rows from before hold a plain hash of the code; the server keys it when it next starts.
alter table card
  add column link_hash bytea unique,
  add column link_used_at timestamptz,
  add column renewed boolean not null default false,
  add column keyed boolean not null default false;

-- Which key this deployment's codes are hashed with: a server with another one would know no card.
create table code_key (
  single boolean primary key default true check (single),
  fingerprint bytea not null
);

-- Where somebody signed in, for their own list of open sessions. renewed_at: by a card that was issued again then.
alter table session
  add column address text not null default '',
  add column device text not null default '',
  add column renewed_at timestamptz;
create index session_over on session (expires_at);

-- Passwords that somebody else has chosen are changed at the next sign-in.
alter table account
  add column must_change boolean not null default false;
update account set must_change = true where not operator;
-- Login names as they are typed from now on: one form for what looks alike.
update account set login_name = lower(normalize(login_name, NFKC))
  where login_name <> lower(normalize(login_name, NFKC))
    and length(normalize(login_name, NFKC)) between 2 and 60
    and (select count(*) from account b
         where lower(normalize(b.login_name, NFKC)) = lower(normalize(account.login_name, NFKC))) = 1;

-- Browsers that have signed in to an account before: failures of others don't slow them.
create table known_browser (
  person_id uuid not null references account (person_id) on delete cascade,
  token_hash bytea not null,
  last_used_at timestamptz not null,
  primary key (person_id, token_hash)
);

-- Login names of every assembly but the first end with this, so that no name tells of another assembly's.
alter table assembly
  add column login_suffix text unique check (login_suffix ~ '^@[a-z0-9]{3,8}$');
update assembly set login_suffix = '@' || substr(md5(id::text), 1, 5)
  where id <> (select id from assembly order by created_at, id limit 1);

-- Whose personal data was taken out: the name stays where it was signed or decided.
alter table person
  add column erased_at timestamptz;

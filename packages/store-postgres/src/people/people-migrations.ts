import { auditDaysMin } from "@truceline/watch";
import type { Migration } from "../store/migrations.ts";

const accounts = `
create table account (
  id uuid primary key,
  name text not null,
  name_key text collate "C" not null unique,
  roles text[] not null check (cardinality(roles) > 0),
  party text,
  password_hash text,
  password_at_ms bigint,
  created_at_ms bigint not null,
  created_by text not null,
  disabled_at_ms bigint,
  last_sign_in_ms bigint,
  constraint account_party check ((party is not null) = ('liaison' = any (roles)))
);

create table one_time_code (
  sha256 bytea primary key,
  purpose text not null check (purpose in ('set-up', 'password')),
  account_id uuid references account,
  created_at_ms bigint not null,
  created_by text not null,
  expires_at_ms bigint not null,
  used_at_ms bigint,
  check ((account_id is null) = (purpose = 'set-up'))
);

create table session (
  id uuid primary key,
  sha256 bytea not null unique,
  account_id uuid references account,
  token_sha256 bytea,
  roles text[],
  created_at_ms bigint not null,
  seen_at_ms bigint not null,
  idle_ms bigint not null,
  expires_at_ms bigint not null,
  ended_at_ms bigint,
  agent text not null,
  address text not null,
  check ((account_id is null) <> (token_sha256 is null))
);
create index session_account on session (account_id) where ended_at_ms is null;
create index session_token on session (token_sha256) where ended_at_ms is null;

create table secret (name text primary key, bytes bytea not null);

-- Changes that could leave nobody in charge follow one another.
create function take_people_lock() returns void language sql as $$
  select pg_advisory_xact_lock(hashtextextended('truceline people ' || current_schema(), 0))
$$;

create function administrator_count() returns bigint language sql stable as $$
  select count(*) from account
  where 'administrator' = any (roles) and disabled_at_ms is null and password_hash is not null
$$;
`;

const audit = `
create table audit (
  seq bigint generated always as identity primary key,
  at_ms bigint not null,
  last_at_ms bigint not null,
  times integer not null,
  kind text not null,
  name text not null,
  account_id uuid,
  address text not null,
  method text not null,
  route text not null,
  subject text not null
);
create index audit_name on audit (lower(name), seq);
create index audit_subject on audit (subject, seq) where subject <> '';
create index audit_time on audit using brin (at_ms);

-- How an entry ended comes as a row of its own: nothing is ever changed.
create table audit_outcome (
  audit_seq bigint primary key,
  status integer not null,
  code text,
  subject text
);
create index audit_outcome_subject on audit_outcome (subject) where subject is not null;

create function audit_floor_ms() returns bigint language sql stable as $$
  select (extract(epoch from now() - interval '${auditDaysMin} days') * 1000)::bigint
$$;
create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is only added to' using errcode = 'restrict_violation';
end
$$;
create function keep_young_audit() returns trigger language plpgsql as $$
begin
  if old.at_ms >= audit_floor_ms() then
    raise exception 'an audit entry this young is kept' using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;
create trigger audit_unchanged before update on audit
  for each row execute function refuse_audit_change();
create trigger audit_kept before delete on audit
  for each row execute function keep_young_audit();
create trigger audit_not_emptied before truncate on audit
  for each statement execute function refuse_audit_change();
create trigger audit_outcome_unchanged before update on audit_outcome
  for each row execute function refuse_audit_change();
create trigger audit_outcome_not_emptied before truncate on audit_outcome
  for each statement execute function refuse_audit_change();
create function keep_outcome() returns trigger language plpgsql as $$
begin
  if exists (select from audit where seq = old.audit_seq) then
    raise exception 'the outcome of a kept audit entry is kept' using errcode = 'restrict_violation';
  end if;
  return old;
end
$$;
create trigger audit_outcome_kept before delete on audit_outcome
  for each row execute function keep_outcome();
`;

/** The installation's own schema, beside those of the rooms. */
export const peopleMigrations: readonly Migration[] = [
  { number: 1, name: "accounts, codes, sessions", sql: accounts },
  { number: 2, name: "audit", sql: audit },
];

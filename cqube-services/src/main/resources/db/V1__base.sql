-- The base schema. Immutable once released: a change is a new file V<n>__<what>.sql.
-- Tables of the data sources (master, fact, agg) are not here: they come from the contracts.

create schema if not exists meta;
create schema if not exists config;
create schema if not exists master;
create schema if not exists stage;
create schema if not exists fact;
create schema if not exists agg;

-- The ledger: one row per CSV of one arrived zip.
create table meta.emission (
    emission_id      bigint generated always as identity primary key,
    source           text        not null,
    file             text        not null default '',
    -- the CSV's name without time stamp and ending: which file of the source it is
    base_name        text        not null default '',
    object_key       text        not null,
    etag             text        not null,
    last_modified    timestamptz not null,
    place            integer     not null default 0,
    emitted_at       timestamptz not null,
    state            text        not null default 'received' check (state in ('received', 'archived', 'validated', 'loaded',
                         'aggregated', 'published', 'refused', 'known', 'expired', 'abandoned', 'parked')),
    -- the FlowFile that may act for this row carries the ticket; resume issues a new one, and an older FlowFile ends quietly
    ticket           uuid        not null default gen_random_uuid(),
    size_bytes       bigint,
    sha256           text,
    records_declared bigint,
    records_in       bigint      not null default 0,
    loaded           bigint      not null default 0,
    rejected         bigint      not null default 0,
    already_known    bigint      not null default 0,
    blank_lines      bigint      not null default 0,
    corrects         bigint,
    mode             text        check (mode in ('replace')),
    manifest         text,
    contract_hash    text,
    load_version     bigint,
    run_id           bigint,
    archive_key      text,
    rejects_key      text,
    rejected_key     text,
    refusal          jsonb,
    failure          jsonb,
    parked_from      text,
    resume_requested timestamptz,
    handed_at        timestamptz,
    received_at      timestamptz not null default now(),
    archived_at      timestamptz,
    validated_at     timestamptz,
    loaded_at        timestamptz,
    aggregated_at    timestamptz,
    published_at     timestamptz,
    parked_at        timestamptz,
    ended_at         timestamptz,
    object_deleted_at timestamptz,
    unique (object_key, etag, last_modified, file),
    -- the accounting identity: no record disappears
    constraint every_record_accounted_for check (
        state not in ('loaded', 'aggregated', 'published', 'refused', 'known', 'expired', 'abandoned')
        or records_in = loaded + rejected + already_known),
    constraint refused_says_why check (state <> 'refused' or refusal is not null),
    constraint parked_says_why check (state <> 'parked' or (failure is not null and parked_from is not null))
);
create index emission_order on meta.emission (source, emitted_at, object_key, place, emission_id);
create index emission_sha on meta.emission (source, base_name, sha256);

comment on table meta.emission is 'One CSV of one arrived zip: where it is, what became of each of its records.';
comment on column meta.emission.emitted_at is 'Place in the order of its source: timestamp in the zip''s name, else last-modified.';

create table meta.emission_count (
    emission_id bigint not null references meta.emission,
    rule        text   not null,
    kind        text   not null check (kind in ('row', 'cell', 'warning')),
    n           bigint not null check (n > 0),
    primary key (emission_id, rule, kind)
);

-- Counts the commits of a source: what FilterOverlap decided is valid for one version only.
create table meta.load_version (
    source  text   primary key,
    version bigint not null default 0
);

create table meta.processed_period (
    source       text        not null,
    scope_id     text        not null,
    day          date        not null,
    emission_id  bigint      not null,
    rows         bigint      not null,
    processed_at timestamptz not null default now(),
    primary key (source, scope_id, day)
);

create table meta.run (
    run_id       bigint generated always as identity primary key,
    source       text        not null,
    as_of        date        not null,
    state        text        not null default 'aggregated' check (state in ('aggregated', 'published')),
    generation   text,
    failure      jsonb,
    handed_at    timestamptz,
    started_at   timestamptz not null default clock_timestamp(),
    published_at timestamptz
);
create index run_open on meta.run (source) where state = 'aggregated';

-- What commits changed and no publication has shown yet. The owner is the source whose reports must follow.
create table meta.touched (
    owner_source text   not null,
    source       text   not null,
    key_kind     text   not null,
    key_value    text   not null,
    emission_id  bigint not null,
    run_id       bigint references meta.run
);
create unique index touched_open on meta.touched (owner_source, source, key_kind, key_value) where run_id is null;
create index touched_run on meta.touched (run_id);

create table meta.publication (
    source       text        not null,
    report       text        not null,
    partition    text        not null,
    generation   text        not null,
    object_key   text        not null,
    sha256       text        not null,
    as_of        date        not null,
    published_at timestamptz not null,
    primary key (source, report, partition)
);

-- Which contract the tables of a source were made from.
create table meta.source_schema (
    source     text primary key,
    hash       text        not null,
    applied_at timestamptz not null default now()
);

-- First day of a calendar month that is given as academic year ('2020-21') and month number.
create function meta.month_start(academic_year text, month integer, start_month integer) returns date
    language sql immutable strict parallel safe
    as $$ select make_date(left(academic_year, 4)::int + case when month < start_month then 1 else 0 end, month, 1) $$;

-- An operator's acts on an emission. ParkEmission and ListEmissions carry them out.
create function meta.request_resume(id bigint) returns text language plpgsql as $$
declare s text;
begin
    update meta.emission set resume_requested = now()
     where emission_id = id
       and (state in ('received', 'archived', 'validated', 'parked') or state = 'aggregated' and failure is not null)
    returning state into s;
    if s is null then
        select state into s from meta.emission where emission_id = id;
        if s is null then raise exception 'no emission %', id using errcode = 'no_data_found'; end if;
        raise exception 'emission % is %: there is nothing to resume', id, s using errcode = 'object_not_in_prerequisite_state';
    end if;
    return s;
end $$;

create function meta.request_abandon(id bigint) returns text language plpgsql as $$
declare s text;
begin
    select state into s from meta.emission where emission_id = id for update;
    if s is null then raise exception 'no emission %', id using errcode = 'no_data_found'; end if;
    if s not in ('received', 'archived', 'validated', 'parked') then
        raise exception 'emission % is %: it can no longer be abandoned', id, s using errcode = 'object_not_in_prerequisite_state';
    end if;
    delete from meta.emission_count where emission_id = id and kind = 'row';
    insert into meta.emission_count select id, 'abandoned', 'row', records_in from meta.emission where emission_id = id and records_in > 0;
    update meta.emission set state = 'abandoned', ticket = gen_random_uuid(), loaded = 0, already_known = 0, rejected = records_in, ended_at = now()
     where emission_id = id;
    return s;
end $$;

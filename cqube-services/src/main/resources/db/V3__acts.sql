-- Acts: what has to be known beside the archived files to make all tables again, and the acts on stored rows themselves.

-- How the overlap filter decided: the contract's policy and scope, unless an operator set others.
alter table meta.emission add column overlap_policy text;
alter table meta.emission add column overlap_scope text;

-- One row per end of an emission before publication, and per replay. ArchiveActs writes each as an object of the input bucket.
create table meta.act (
    act_id      bigint generated always as identity primary key,
    kind        text        not null check (kind in ('commit', 'known', 'refusal', 'expiry', 'abandonment', 'replay')),
    source      text        not null,
    emission_id bigint,
    body        jsonb       not null,
    object_key  text,
    acted_at    timestamptz not null default clock_timestamp(),
    written_at  timestamptz
);
create index act_unwritten on meta.act (act_id) where written_at is null;

comment on table meta.act is 'Commits, other ends of emissions, and replays, in their order; each is also an object under _acts/ of the input bucket.';

-- Rows deleted and loaded again from the archived files. A processor of the inbox carries requests out.
create table meta.replay (
    replay_id     bigint generated always as identity primary key,
    source        text        not null,
    selection     jsonb       not null,
    dry_run       boolean     not null default false,
    requested_by  text        not null default session_user,
    requested_at  timestamptz not null default now(),
    state         text        not null default 'requested' check (state in ('requested', 'running', 'done', 'failed')),
    -- sources whose reports follow: none of them is aggregated while the replay runs
    owners        text[]      not null default '{}',
    -- what is committed: months, or 'records'
    periods       text[]      not null default '{}',
    files         bigint      not null default 0,
    files_refused bigint      not null default 0,
    rows_deleted  bigint      not null default 0,
    records_in    bigint      not null default 0,
    loaded        bigint      not null default 0,
    rejected      bigint      not null default 0,
    already_known bigint      not null default 0,
    failure       text,
    started_at    timestamptz,
    ended_at      timestamptz,
    constraint every_record_accounted_for check (records_in = loaded + rejected + already_known)
);
create index replay_open on meta.replay (source) where state in ('requested', 'running');

comment on table meta.replay is 'Replays: what was chosen, deleted and loaded again. The ledger rows of the emissions stay as they were.';
comment on column meta.replay.records_in is 'Valid records of the archived files that the selection chose; a record of several files counts once in each.';

-- All tables made again from the input bucket. While a row is not done, nothing is listed, loaded by the flow, or aggregated.
create table meta.rebuild (
    rebuild_id   bigint generated always as identity primary key,
    requested_by text        not null default session_user,
    requested_at timestamptz not null default now(),
    state        text        not null default 'requested' check (state in ('requested', 'running', 'done', 'failed')),
    acts         bigint      not null default 0,
    acts_done    bigint      not null default 0,
    -- commits whose counts are not those of the act: [{act, source, file, recorded, found}]
    differences  jsonb       not null default '[]',
    failure      text,
    started_at   timestamptz,
    ended_at     timestamptz
);
create unique index one_rebuild on meta.rebuild ((true)) where state <> 'done';

-- What an act object says of an emission. Tickets, failures and times of later steps mean nothing to another database.
create function meta.act_body(id bigint) returns jsonb language sql stable as $$
    select jsonb_build_object(
               'schema', 'cqube.act/1',
               'emission', to_jsonb(e) - array['ticket', 'failure', 'parked_from', 'parked_at', 'resume_requested', 'handed_at',
                                               'run_id', 'aggregated_at', 'published_at', 'object_deleted_at'],
               'correctsSha256', (select c.sha256 from meta.emission c where c.emission_id = e.corrects),
               'counts', coalesce((select jsonb_agg(jsonb_build_object('rule', n.rule, 'kind', n.kind, 'n', n.n) order by n.kind, n.rule)
                                     from meta.emission_count n where n.emission_id = e.emission_id), '[]'))
      from meta.emission e where e.emission_id = id
$$;

-- Runs at the end of the transaction that ends an emission, whoever ends it, when its counts stand.
create function meta.record_end() returns trigger language plpgsql as $$
begin
    -- a rebuild re-enacts acts, it makes none
    if current_setting('cqube.reenacting', true) = 'on' then
        return null;
    end if;
    insert into meta.act (kind, source, emission_id, body)
    select case e.state when 'known' then 'known' when 'refused' then 'refusal' when 'expired' then 'expiry'
                        when 'abandoned' then 'abandonment' else 'commit' end,
           e.source, e.emission_id, meta.act_body(e.emission_id)
      from meta.emission e where e.emission_id = new.emission_id;
    return null;
end $$;

create constraint trigger emission_ended after update of state on meta.emission
    deferrable initially deferred for each row
    when (old.state is distinct from new.state and new.state in ('loaded', 'known', 'refused', 'expired', 'abandoned'))
    execute function meta.record_end();

-- A replay that failed has committed the periods before its failure.
create function meta.record_replay() returns trigger language plpgsql as $$
begin
    if current_setting('cqube.reenacting', true) = 'on' then
        return null;
    end if;
    insert into meta.act (kind, source, body)
    values ('replay', new.source, jsonb_build_object(
                'schema', 'cqube.act/1',
                'replay', to_jsonb(new) - array['owners', 'failure', 'dry_run']));
    return null;
end $$;

create constraint trigger replay_ended after update of state on meta.replay
    deferrable initially deferred for each row
    when (new.state in ('done', 'failed') and old.state is distinct from new.state and not new.dry_run
          and new.periods <> '{}')
    execute function meta.record_replay();

-- An operator's requests; processors of the inbox carry them out.
create function meta.request_replay(of_source text, rows_of jsonb, only_show boolean default false)
    returns bigint language sql as $$
    insert into meta.replay (source, selection, dry_run) values (of_source, rows_of, only_show) returning replay_id
$$;

create function meta.request_rebuild() returns bigint language plpgsql as $$
declare id bigint;
begin
    -- one that failed goes on where it stopped
    update meta.rebuild set state = 'requested', failure = null where state = 'failed' returning rebuild_id into id;
    if id is not null then
        return id;
    end if;
    if exists (select 1 from meta.emission) or exists (select 1 from meta.act) then
        raise exception 'the database is not empty: a rebuild begins with an empty one'
            using errcode = 'object_not_in_prerequisite_state';
    end if;
    insert into meta.rebuild default values returning rebuild_id into id;
    return id;
end $$;

-- Puts a row back as an act has it; columns that the act does not know get their defaults.
create function meta.restore_row(of_table regclass, contents jsonb) returns void language plpgsql as $$
declare names text;
begin
    select string_agg(quote_ident(attname), ', ' order by attnum) into names
      from pg_attribute where attrelid = of_table and attnum > 0 and not attisdropped and contents ? attname::text;
    execute format('insert into %1$s (%2$s) overriding system value select %2$s from jsonb_populate_record(null::%1$s, $1)',
                   of_table, names) using contents;
end $$;

-- Whether the flow has to leave the tables alone.
create function meta.is_rebuilding() returns boolean language sql stable as $$
    select exists (select 1 from meta.rebuild where state <> 'done')
$$;

-- Who may do what. The group roles exist already (roles.sql). Objects belong to whoever runs the migrations, a member of cqube_owner.
-- A later version that makes a table in meta grants what is needed on it there.

create schema if not exists pub;
comment on schema pub is 'Views for people: one row per school and day, exam or facility, never one per person.';

-- Which area a login sees. Written by administrators (cqube_admin).
create table meta.user_scope (
    login   text   not null,
    level   text   not null check (level in ('state', 'district', 'block', 'cluster', 'school')),
    area_id bigint not null,
    primary key (login, level, area_id)
);
comment on table meta.user_scope is
    'Areas that a login (a role of the database) sees in views of pub and, as cqube_viewer, in agg and master; without a row, none.';

-- PUBLIC has nothing, now and later.
revoke all on schema meta, config, master, stage, fact, agg, pub from public;
revoke execute on all functions in schema meta, config, master, fact, agg from public;
alter default privileges revoke execute on functions from public;

-- The flow. Tables of the data sources are made while it runs, hence default privileges.
grant usage on schema meta, config, master, stage, fact, agg to cqube_load, cqube_aggregate, cqube_publish;
grant select on all tables in schema meta, config, master, stage, fact, agg to cqube_load, cqube_aggregate, cqube_publish;
revoke select on meta.user_scope from cqube_load, cqube_aggregate, cqube_publish;
alter default privileges in schema config, master, stage, fact, agg grant select on tables to cqube_load, cqube_aggregate, cqube_publish;
grant execute on all functions in schema meta, config, master, fact, agg to cqube_load, cqube_aggregate, cqube_publish;
alter default privileges in schema meta, config, master, fact, agg
    grant execute on functions to cqube_load, cqube_aggregate, cqube_publish;

-- Loading: everything that was emitted, and the ledger, of which nothing is ever deleted but counts, days and expectations.
grant insert, update, delete on all tables in schema config, master, stage, fact to cqube_load;
alter default privileges in schema config, master, stage, fact grant insert, update, delete on tables to cqube_load;
grant insert, update on meta.emission, meta.emission_count, meta.load_version, meta.processed_period, meta.touched, meta.act,
                        meta.notification, meta.expected_emission, meta.expiring_object to cqube_load;
grant delete on meta.emission_count, meta.processed_period, meta.expected_emission, meta.expiring_object to cqube_load;
grant insert, update on meta.replay to cqube_load;
grant update on meta.rebuild, meta.run to cqube_load;
-- a rebuild brings numbers back, new ones go on after them
grant usage, select, update on all sequences in schema meta to cqube_load;

-- Summing up: reads everything, writes agg. A folder grants what its aggregate.sql writes elsewhere.
grant insert, update, delete on all tables in schema agg to cqube_aggregate;
alter default privileges in schema agg grant insert, update, delete on tables to cqube_aggregate;
grant insert, update on meta.run to cqube_aggregate;
-- what follows from a change, as days of a source that counts days of another, is touched too
grant insert, update (run_id) on meta.touched to cqube_aggregate;
grant update (state, aggregated_at, run_id) on meta.emission to cqube_aggregate;

-- Publishing: reads, and notes what is published.
grant insert, update, delete on meta.publication to cqube_publish;
grant delete on meta.touched to cqube_publish;
grant update on meta.run to cqube_publish;
grant update (state, published_at, ended_at, failure, resume_requested) on meta.emission to cqube_publish;

-- People. Tables are granted one by one, in the folder that makes them; views of pub all at once.
grant usage on schema pub to cqube_viewer, cqube_creator, cqube_analyst, cqube_admin;
alter default privileges in schema pub grant select on tables to cqube_viewer, cqube_creator, cqube_analyst, cqube_admin;
grant usage on schema master, agg to cqube_viewer, cqube_creator;

-- Exporters of metrics count what the ledger has; mails and their recipients are not theirs.
grant usage on schema meta to cqube_watch;
grant select on meta.emission, meta.emission_count, meta.run, meta.touched, meta.publication, meta.act, meta.replay, meta.rebuild,
                meta.load_version, meta.source_schema, meta.expected_emission, meta.late_source to cqube_watch;
grant select (notification_id, emission_id, source, kind, outcome, attempts, created_at, handed_at, next_try_at, sent_at)
   on meta.notification to cqube_watch;
grant execute on function meta.is_rebuilding() to cqube_watch;

-- The owner of the views of pub, in whose name they are read. Policies show it what the login may see.
grant usage, create on schema pub to cqube_pub;
grant usage on schema config, master, fact, agg to cqube_pub;
grant select on all tables in schema config, master, fact, agg to cqube_pub;
alter default privileges in schema config, master, fact, agg grant select on tables to cqube_pub;

-- Administrators read everything, say who sees what, and ask for acts on emissions.
grant usage on schema meta, config, master, stage, fact, agg to cqube_admin;
grant select on all tables in schema meta, config, master, stage, fact, agg to cqube_admin;
alter default privileges in schema meta, config, master, stage, fact, agg grant select on tables to cqube_admin;
grant insert, update, delete on meta.user_scope to cqube_admin;
grant execute on function meta.request_resume(bigint), meta.request_abandon(bigint), meta.request_replay(text, jsonb, boolean),
                          meta.request_rebuild(), meta.is_rebuilding() to cqube_admin;
-- Acts change the ledger, which no administrator may change otherwise.
alter function meta.request_resume(bigint) security definer set search_path = pg_catalog, pg_temp;
alter function meta.request_abandon(bigint) security definer set search_path = pg_catalog, pg_temp;
alter function meta.request_replay(text, jsonb, boolean) security definer set search_path = pg_catalog, pg_temp;
alter function meta.request_rebuild() security definer set search_path = pg_catalog, pg_temp;
-- These run at the end of whatever transaction ended an emission or a replay.
alter function meta.record_end() security definer set search_path = pg_catalog, pg_temp;
alter function meta.record_replay() security definer set search_path = pg_catalog, pg_temp;

-- Makes the partition of a month, which only the owner of the table may.
create function meta.make_month(parent regclass, month_start date) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    schema_name text;
    table_name  text;
    month_name  text;
begin
    select n.nspname, c.relname into schema_name, table_name
      from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
     where c.oid = parent and c.relkind = 'p' and n.nspname = 'fact';
    if table_name is null or month_start <> date_trunc('month', month_start) then
        raise invalid_parameter_value using message = format('%s has no partition that begins on %s', parent, month_start);
    end if;
    -- session_user: in here the current one is the owner
    if not has_table_privilege(session_user, parent, 'insert') then
        raise insufficient_privilege using message = format('%s may not fill %s', session_user, parent);
    end if;
    month_name := table_name || to_char(month_start, '_YYYY_MM');
    if to_regclass(format('%I.%I', schema_name, month_name)) is null then
        execute format('create table if not exists %I.%I partition of %s for values from (%L) to (%L)',
                       schema_name, month_name, parent, month_start, (month_start + interval '1 month')::date);
        -- nobody looks rows up by these, and arrays are slow to sample
        if exists (select from pg_attribute where attrelid = parent and attname = 'days' and not attisdropped) then
            execute format('alter table %I.%I alter column days set statistics 0', schema_name, month_name);
        end if;
    end if;
end $$;

-- Tells the planner about tables that the transaction changed much, which only their owner may. Autovacuum does so a minute after
-- the commit, and a query that comes before may take a thousand times as long.
create function meta.gather_statistics() returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    changed regclass;
begin
    for changed in
        select x.relid
          from pg_stat_xact_user_tables as x
          join pg_class as c on c.oid = x.relid
         where x.schemaname = any (array['master', 'fact', 'agg'])
           and x.n_tup_ins + x.n_tup_upd + x.n_tup_del > 1000 + 0.1 * greatest(c.reltuples, 0)
         order by format('%I.%I', x.schemaname, x.relname)
    loop
        execute format('analyze %s', changed);
    end loop;
end $$;

-- Row policies for every table of a data source, by the column that says where a row belongs. A table without such a column is the
-- same everywhere, as a list of subjects. Called whenever tables were made; changes what is missing, and locks nothing else.
create function meta.guard_rows() returns void language plpgsql as $$
declare
    guarded record;
    policy  record;
begin
    for guarded in
        select c.oid::regclass as name, c.oid, c.relrowsecurity as on_already,
               (select a.attname from pg_attribute as a
                 where a.attrelid = c.oid and not a.attisdropped
                   and a.attname = any (array['school_id', 'cluster_id', 'block_id', 'district_id'])
                 -- the smallest unit
                 order by array_position(array['school_id', 'cluster_id', 'block_id', 'district_id'], a.attname::text)
                 limit 1) as area
          from pg_class as c
         where c.relnamespace = any (array['master', 'fact', 'agg']::regnamespace[])
           -- who reads a partition by itself owns it or is an administrator
           and c.relkind in ('r', 'p') and not c.relispartition
         order by 1
    loop
        if not guarded.on_already then
            execute format('alter table %s enable row level security', guarded.name);
        end if;
        for policy in
            select * from (values
                ('pipeline', 'for all to cqube_load, cqube_aggregate, cqube_publish using (true) with check (true)'),
                ('everywhere', 'for select to cqube_creator, cqube_admin using (true)'),
                ('by_' || coalesce(guarded.area, 'nothing'),
                 'for select to cqube_viewer, cqube_analyst, cqube_pub using ('
                     || case when guarded.area is null then 'true'
                             else format('%1$I in (select s.%1$I from master.school_in_scope as s)', guarded.area) end || ')')
                ) as policies (name, meaning)
        loop
            if policy.meaning like '%school_in_scope%' and to_regclass('master.school_in_scope') is null then
                continue; -- until the masters have their tables, nobody's area is known
            end if;
            if not exists (select from pg_policy where polrelid = guarded.oid and polname = policy.name) then
                -- another column may have come: the smallest unit holds alone
                if policy.name like 'by\_%' then
                    perform meta.forget_policies(guarded.name, 'by\_%');
                end if;
                execute format('create policy %I on %s %s', policy.name, guarded.name, policy.meaning);
            end if;
        end loop;
    end loop;
    -- views show the rows that policies show to their owner
    for guarded in
        select c.oid::regclass as name from pg_class as c
         where c.relnamespace = 'pub'::regnamespace and c.relkind = 'v' and c.relowner <> 'cqube_pub'::regrole
    loop
        execute format('alter view %s owner to cqube_pub', guarded.name);
    end loop;
end $$;

-- A view that reads another view reads its rows as that one's owner, whom no policy holds for.
create function meta.check_views() returns void language plpgsql as $$
declare
    wrong record;
begin
    for wrong in
        select distinct reader.oid::regclass as reader, seen.oid::regclass as seen
          from pg_class as reader
          join pg_rewrite as r on r.ev_class = reader.oid
          join pg_depend as d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid and d.refclassid = 'pg_class'::regclass
          join pg_class as seen on seen.oid = d.refobjid and seen.oid <> reader.oid and seen.relkind in ('v', 'm')
          join pg_attribute as a on a.attrelid = seen.oid
           and a.attname = any (array['school_id', 'cluster_id', 'block_id', 'district_id'])
         where reader.relnamespace = 'pub'::regnamespace
         order by 1, 2
    loop
        raise invalid_object_definition using
            message = format('The view %s reads the view %s, and would show its rows to readers of all areas', wrong.reader, wrong.seen),
            hint = 'Read tables of master, fact and agg instead.';
    end loop;
end $$;

create function meta.forget_policies(of_table regclass, like_name text) returns void language plpgsql as $$
declare
    policy_name name;
begin
    for policy_name in select polname from pg_policy where polrelid = of_table and polname like like_name loop
        execute format('drop policy %I on %s', policy_name, of_table);
    end loop;
end $$;

-- What shapes the tables is the owner's alone.
revoke execute on function meta.guard_rows(), meta.check_views(), meta.forget_policies(regclass, text) from cqube_load, cqube_aggregate, cqube_publish;
-- and the flow has no need of what operators ask for
revoke execute on function meta.request_resume(bigint), meta.request_abandon(bigint), meta.request_replay(text, jsonb, boolean),
                           meta.request_rebuild() from cqube_load, cqube_aggregate, cqube_publish;
revoke execute on function meta.make_month(regclass, date) from cqube_aggregate, cqube_publish;

-- A database that was restored from a dump goes on to where it was lost: the acts that the input bucket has beyond it are done again.

-- Puts a row back as an act has it; columns that the act does not know get their defaults, also in a row that a dump had under way.
create or replace function meta.restore_row(of_table regclass, contents jsonb) returns void language plpgsql as $$
declare
    key   text;
    names text;
    again text;
begin
    select string_agg(quote_ident(a.attname), ', ') into key
      from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
     where i.indrelid = of_table and i.indisprimary;
    select string_agg(quote_ident(attname), ', ' order by attnum) filter (where contents ? attname::text),
           string_agg(quote_ident(attname) || case when contents ? attname::text then ' = excluded.' || quote_ident(attname) else ' = default' end,
                      ', ' order by attnum) filter (where attname <> key)
      into names, again
      from pg_attribute where attrelid = of_table and attnum > 0 and not attisdropped;
    execute format('insert into %1$s (%2$s) overriding system value select %2$s from jsonb_populate_record(null::%1$s, $1)'
                   ' on conflict (%3$s) do update set %4$s', of_table, names, key, again) using contents;
end $$;

-- Asked for after a dump was restored, before NiFi starts. FlowFiles and mails under way are of another life: all begin again.
create function meta.request_catch_up() returns bigint language plpgsql as $$
declare id bigint;
begin
    if meta.is_rebuilding() then
        raise exception 'a rebuild is under way' using errcode = 'object_not_in_prerequisite_state';
    end if;
    -- asked for a while ago: there is no parked FlowFile that could answer, and nothing waits for one
    update meta.emission set ticket = gen_random_uuid(), handed_at = null, resume_requested = now() - interval '1 minute'
     where state in ('received', 'archived', 'validated', 'parked');
    update meta.emission set resume_requested = null, failure = null where state = 'aggregated' and failure is not null;
    update meta.run set handed_at = null, failure = null where state = 'aggregated';
    update meta.notification set ticket = gen_random_uuid(), handed_at = null where outcome = 'waiting';
    insert into meta.rebuild default values returning rebuild_id into id;
    return id;
end $$;

comment on function meta.request_catch_up is 'After a dump was restored: does the acts again that the input bucket has and the database has not.';

-- an administrator's act, like the other requests
revoke execute on function meta.request_catch_up() from public, cqube_load, cqube_aggregate, cqube_publish;
grant execute on function meta.request_catch_up() to cqube_admin;
alter function meta.request_catch_up() security definer set search_path = pg_catalog, pg_temp;

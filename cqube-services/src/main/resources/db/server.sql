-- What only an administrator of the server may do, in the database of cQube and after roles.sql; may be run again.
-- Passwords are set apart: a login without one cannot log in.

-- The logins of the flow. nifi_owner makes the tables, which belong to the group; the others work on them.
do $$
declare
    login record;
begin
    for login in
        select * from (values ('nifi_owner', 'cqube_owner'), ('nifi_load', 'cqube_load'),
                              ('nifi_aggregate', 'cqube_aggregate'), ('nifi_publish', 'cqube_publish')) as logins (name, member_of)
    loop
        if not exists (select from pg_catalog.pg_roles where rolname = login.name) then
            execute format('create role %I login', login.name);
        end if;
        if not pg_catalog.pg_has_role(login.name::name, login.member_of::name, 'member') then
            execute format('grant %I to %I', login.member_of, login.name);
        end if;
        -- above the half hour after which the pool gives a statement up, so that an abandoned one ends here too
        execute format('alter role %I set statement_timeout = %L', login.name, '35min');
        execute format('alter role %I set idle_in_transaction_session_timeout = %L', login.name, '35min');
        execute format('alter role %I set idle_session_timeout = 0', login.name);
    end loop;
end $$;
-- a column for a large table may take its time
alter role nifi_owner set statement_timeout = 0;
alter role nifi_owner set role = cqube_owner;

-- Nobody comes in, and nobody makes temporary tables (or functions in them), who is not named here.
do $$
begin
    execute format('alter database %I owner to cqube_owner', current_database());
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect, temporary on database %I to cqube_load, cqube_aggregate, cqube_publish', current_database());
    execute format('grant connect on database %I to cqube_viewer, cqube_creator, cqube_analyst, cqube_admin, cqube_watch', current_database());
    -- for people: whoever has no setting of its own
    execute format('alter database %I set statement_timeout = %L', current_database(), '5min');
    execute format('alter database %I set idle_in_transaction_session_timeout = %L', current_database(), '5min');
    execute format('alter database %I set idle_session_timeout = %L', current_database(), '1h');
end $$;
revoke all on schema public from public;

-- Locks by number are how the pipeline keeps its own steps apart: a reader who held one would stop it.
do $$
declare
    locking regprocedure;
begin
    for locking in
        select oid from pg_catalog.pg_proc
         where pronamespace = 'pg_catalog'::regnamespace and proname ~ '^pg_(try_)?advisory_'
    loop
        execute format('revoke execute on function %s from public', locking);
        execute format('grant execute on function %s to cqube_owner, cqube_load, cqube_aggregate, cqube_publish', locking);
    end loop;
end $$;

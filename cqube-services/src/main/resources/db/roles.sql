-- The group roles: what a kind of user may do. Nobody logs in as one of them; logins are members.
-- Needs CREATEROLE the first time; may be run again. Migrations run it too, and fail if a role is missing that they may not make.
do $$
declare
    role_name text;
begin
    foreach role_name in array array['cqube_owner', 'cqube_load', 'cqube_aggregate', 'cqube_publish',
                                     'cqube_viewer', 'cqube_creator', 'cqube_analyst', 'cqube_admin',
                                     'cqube_watch', 'cqube_pub'] loop
        continue when exists (select from pg_catalog.pg_roles where rolname = role_name);
        begin
            execute format('create role %I nologin', role_name);
        exception
            when duplicate_object or unique_violation then
                null; -- the migration of another database of this server was faster
            when insufficient_privilege then
                raise insufficient_privilege using
                    message = format('The role %s is missing, and %s may not make it', role_name, current_user),
                    hint = 'Run db/roles.sql as an administrator of the server.';
        end;
    end loop;
    -- views in pub belong to a role of their own, which row policies hold for; the owner of the tables makes these views
    if not pg_catalog.pg_has_role('cqube_owner', 'cqube_pub', 'member') then
        begin
            grant cqube_pub to cqube_owner;
        exception when unique_violation then
            null;
        end;
    end if;
end $$;

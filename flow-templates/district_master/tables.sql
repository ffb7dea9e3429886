-- Columns that SQL names and a state may switch off, which is before they were made.
alter table master.district add column if not exists is_active boolean;
--;;
-- Median over the schools' block points, so that a block weighs as many times as it has schools.
create or replace view master.district_point as
select b.district_id,
       percentile_disc(0.5) within group (order by p.lat)::numeric(9, 6) as lat,
       percentile_disc(0.5) within group (order by p.lon)::numeric(9, 6) as lon
  from master.school s
  join master.cluster c using (cluster_id)
  join master.block b on b.block_id = c.block_id
  join master.block_point p on p.block_id = b.block_id
 where s.has_geo
 group by b.district_id;
--;;
-- The view is the truth; the columns are its copy for those who read the table, refreshed by aggregate.sql.
alter table master.district add column if not exists lat numeric(9, 6), add column if not exists lon numeric(9, 6);
--;;
-- The schools that reports count, each in its current place: a school of an unknown or inactive unit is left out
-- until its masters are complete. Ids are text from here on, with the leading zeros that a number loses.
create or replace view master.school_place as
select s.school_id,
       left(lpad(d.district_id::text, 4, '0'), 2) as state,
       lpad(d.district_id::text, 4, '0') as district,
       lpad(b.block_id::text, 6, '0') as block,
       lpad(c.cluster_id::text, 10, '0') as cluster,
       lpad(s.school_id::text, 11, '0') as school,
       s.management_id::text as management,
       s.category_id::text as category,
       s.has_geo
  from master.school s
  join master.cluster c using (cluster_id)
  join master.block b on b.block_id = c.block_id
  join master.district d on d.district_id = b.district_id
 where s.is_reportable and c.is_active is not false and b.is_active is not false and d.is_active is not false;
--;;
-- Name and point of every unit below the state, for all reports.
create or replace view master.unit as
select 'district' as level, lpad(district_id::text, 4, '0') as id, district.name, point.lat, point.lon
  from master.district left join master.district_point as point using (district_id)
union all
select 'block', lpad(block_id::text, 6, '0'), block.name, point.lat, point.lon
  from master.block left join master.block_point as point using (block_id)
union all
select 'cluster', lpad(cluster_id::text, 10, '0'), cluster.name, point.lat, point.lon
  from master.cluster left join master.cluster_point as point using (cluster_id)
union all
select 'school', lpad(school_id::text, 11, '0'), name, case when has_geo then lat end, case when has_geo then lon end
  from master.school;
--;;
-- What is wrong with a school's master data; a school without fault has no row.
create or replace view master.school_invalid as
select lpad(school_id::text, 11, '0') as school_id, s.name,
       lpad(s.cluster_id::text, 10, '0') as cluster_id, lpad(s.block_id::text, 6, '0') as block_id, lpad(s.district_id::text, 4, '0') as district_id,
       trim_scale(s.lat) as lat, trim_scale(s.lon) as lon, fault.reasons, s.management_id::text as management_id
  from master.school as s
  left join master.cluster as c on c.cluster_id = s.cluster_id
  left join master.block as b on b.block_id = coalesce(c.block_id, s.block_id)
  left join master.district as d on d.district_id = coalesce(b.district_id, s.district_id)
 cross join lateral (select nullif(concat_ws(' ', case when coalesce(s.lat, 0) = 0 or coalesce(s.lon, 0) = 0 then 'geo.missing'
                                                       when not s.has_geo then 'geo.outside' end,
                                             case when coalesce(trim(s.name), '') = '' then 'no-name' end,
                                             case when coalesce(trim(c.name), '') = '' then 'no-cluster-name' end,
                                             case when coalesce(trim(b.name), '') = '' then 'no-block-name' end,
                                             case when coalesce(trim(d.name), '') = '' then 'no-district-name' end), '') as reasons) as fault
 where fault.reasons is not null;
--;;
-- One line of a report: keys in the order that the envelope prescribes, so that equal data are equal bytes.
-- `rest` is what follows the place: '"values":{..}' and whatever else the report has.
create or replace function master.report_line(level text, id text, name text, district text, block text, cluster text,
                                              lat numeric, lon numeric, rest text) returns text
    language sql stable parallel safe as $$
select concat('{"id":', to_json(id), ',"name":', to_json(coalesce(name, id)), ',"path":{',
              concat_ws(',', case when level in ('block', 'cluster', 'school') then '"district":' || to_json(district) end,
                             case when level in ('cluster', 'school') then '"block":' || to_json(block) end,
                             case when level = 'school' then '"cluster":' || to_json(cluster) end),
              '}', ',"geo":{"lat":' || trim_scale(lat) || ',"lon":' || trim_scale(lon) || '}', ',', rest, '}')
$$;
--;;
-- The beginning of a report's file, up to its columns. `parent` is the block of a file of schools, '' for other files;
-- `state` is the only state that the masters know, or null.
create or replace function master.report_head(source text, report text, level text, parent text, state text, filters text,
                                              first_day date, last_day date, columns text) returns text
    language sql stable parallel safe as $$
select concat('{"schema":"cqube.report/1","source":"', source, '","report":"', report, '","level":"', level, '","parent":',
              case when level = 'state' then 'null'
                   when parent <> '' then format('{"level":"block","id":"%s"}', parent)
                   else format('{"level":"state","id":%s}', coalesce(to_json(state)::text, 'null')) end,
              ',"filters":{', filters, '},"dataFrom":', coalesce(to_json(first_day)::text, 'null'),
              ',"dataUpTo":', coalesce(to_json(last_day)::text, 'null'), ',"columns":[', columns, ']')
$$;
--;;
-- A cell of a CSV: quoted where it must be, and never the beginning of a spreadsheet's formula.
create or replace function master.csv_cell(value text) returns text
    language sql immutable parallel safe as $$
select case when guarded ~ '[",\r\n]' then '"' || replace(guarded, '"', '""') || '"' else guarded end
  from (select case when value ~ '^''*[=+\-@\t\r\n＝＋－＠]' then '''' || value else coalesce(value, '') end as guarded) as cell
$$;
--;;
-- Readers of the database, and the one who copies the points.
grant select on master.district to cqube_viewer, cqube_creator;
--;;
grant update (lat, lon) on master.district to cqube_aggregate;
--;;
-- The schools that the login of the session may see, each in its current place: those of its areas in meta.user_scope; for
-- administrators, report creators and the owner of the tables, all. Row policies ask it. The session's login, not the current
-- role: neither SET ROLE nor a function changes it.
create or replace view master.school_in_scope as
select s.school_id, c.cluster_id, b.block_id, d.district_id
  from master.school as s
  left join master.cluster as c on c.cluster_id = s.cluster_id
  left join master.block as b on b.block_id = c.block_id
  left join master.district as d on d.district_id = b.district_id
 where pg_has_role(session_user, 'cqube_creator', 'usage')
    or pg_has_role(session_user, 'cqube_admin', 'usage')
    or pg_has_role(session_user, 'cqube_owner', 'usage')
    or exists (select from meta.user_scope as u
                where u.login = session_user
                  and u.area_id = case u.level when 'school' then s.school_id
                                               when 'cluster' then c.cluster_id
                                               when 'block' then b.block_id
                                               when 'district' then d.district_id
                                               when 'state' then d.district_id / 100 end);
--;;
comment on view master.school_in_scope is 'Schools that the login of the session may see, with their cluster, block and district.';
--;;
grant select on master.school_in_scope to cqube_viewer, cqube_analyst, cqube_creator;
--;;
create or replace view pub.school as
select s.school_id, s.name as school, c.cluster_id, c.name as cluster, b.block_id, b.name as block, d.district_id, d.name as district,
       m.name as management, k.name as category, s.lowest_class, s.highest_class,
       case when s.has_geo then s.lat end as latitude, case when s.has_geo then s.lon end as longitude, s.is_reportable
  from master.school as s
  left join master.cluster as c on c.cluster_id = s.cluster_id
  left join master.block as b on b.block_id = c.block_id
  left join master.district as d on d.district_id = b.district_id
  left join master.school_management as m on m.management_id = s.management_id
  left join master.school_category as k on k.category_id = s.category_id;
--;;
comment on view pub.school is 'Schools with their places, management and category; join the other views by school_id.';

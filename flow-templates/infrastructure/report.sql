-- Facilities by management and level; a row is one file of the output bucket. One snapshot, no periods.
-- What a school did not report is neither in the numerator nor in the denominator of that facility, and is worth 0 in its score.
with setting as (
    select state_name, require_geo from run limit 1
), place as (
    select place.*
      from master.school_place as place cross join setting
     where place.has_geo or not setting.require_geo
), unit as materialized (
    select * from master.unit
), the_state as (
    select case when count(distinct state) = 1 then max(state) end as id from place
), facility as (
    select facility, weight, lower(coalesce(category, 'other')) as category from config.infra_facility where active
), category as (
    -- 'play ground' is printed as accessPlayGround
    select category, 'access' || replace(initcap(regexp_replace(category, '[^[:alnum:]]+', ' ', 'g')), ' ', '') as key, sum(weight) as weight
      from facility
     group by 1
), school_value as (
    select place.*, i.score, i.school_id is not null as has_data, cardinality(i.available) as facilities
      from place left join agg.infrastructure as i using (school_id)
), area_sum as (
    select management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state) as id,
           district, block, cluster,
           count(*) as schools, count(*) filter (where has_data) as with_data, sum(score) as score, sum(facilities) as facilities
      from school_value as s
     cross join lateral (values ('all'), (s.management)) as management (id)
     where management.id is not null
       and exists (select from agg.infrastructure)
     group by management.id, rollup (state, district, block, cluster, school)
), area_facility as (
    select management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state) as id,
           facility, facility.category, facility.weight,
           count(*) filter (where cell.available) as value, count(*) as reported
      from place
      join agg.infrastructure as i using (school_id)
     cross join lateral (select unnest(i.available), true union all select unnest(i.lacking), false) as cell (facility, available)
      join facility using (facility)
     cross join lateral (values ('all'), (place.management)) as management (id)
     where management.id is not null
     group by management.id, facility, facility.category, facility.weight, rollup (state, district, block, cluster, school)
), area_facilities as (
    select management, level, area.id,
           string_agg(format('%s:{"value":%s,"reported":%s,"percent":%s}', to_json(facility), coalesce(value, 0), coalesce(reported, 0),
                             coalesce(round(100.0 * value / reported, 0)::text, 'null')), ',' order by facility) as facilities
      from area_sum as area
     cross join facility
      left join area_facility using (management, level, id, facility)
     group by 1, 2, 3
), area_access as (
    select management, level, id,
           string_agg(format(',%s:%s', to_json(key), coalesce(round(100.0 * weighed / nullif(with_data * weight, 0), 0)::text, 'null')),
                      '' order by key) as access
      from (select management, level, id, with_data, category.key, category.weight,
                   coalesce(sum(cell.weight * cell.value), 0) as weighed
              from area_sum
             cross join category
              left join area_facility as cell using (management, level, id, category)
             group by management, level, id, with_data, category.key, category.weight) as weighed
     group by 1, 2, 3
), area as (
    select management, level, id, district, block, cluster, facilities.facilities as facilities,
           format('{"score":%s,"schools":%s,"schoolsWithData":%s,"averageFacilities":%s,"averagePercent":%s%s}',
                  coalesce(round(score / nullif(with_data, 0), 0)::text, 'null'), schools, with_data,
                  coalesce(round(1.0 * area_sum.facilities / nullif(with_data, 0), 1)::text, 'null'),
                  coalesce(round(100.0 * area_sum.facilities / nullif(with_data * (select count(*) from facility), 0), 0)::text, 'null'),
                  coalesce(access, '')) as sums
      from area_sum
      left join area_access using (management, level, id)
      left join area_facilities as facilities using (management, level, id)
), line as (
    -- one file per level; schools by block
    select management, area.level, area.id,
           case when area.level = 'school' then block else '' end as parent,
           master.report_line(area.level, area.id, coalesce(unit.name, case when area.id = the_state.id then setting.state_name end),
                              district, block, cluster, unit.lat, unit.lon,
                              concat('"values":', sums, ',"facilities":{', facilities, '}')) as body
      from area
      left join unit on unit.level = area.level and unit.id = area.id
     cross join the_state
     cross join setting
     where area.level <> 'all'
), total as (
    select management, file.level, file.parent,
           string_agg(to_json(area.id) || ':' || sums, ',' order by area.id) as parents
      from area
      join lateral (values ('state', 'district', ''), ('district', 'block', ''), ('block', 'cluster', ''), ('block', 'school', area.id))
           as file (level_of_parent, level, parent) on file.level_of_parent = area.level
     group by 1, 2, 3
), file as (
    select management, level, parent, string_agg(body, ',' order by id) as lines
      from line
     group by 1, 2, 3
), access_column as (
    select string_agg(format(',{"key":%s,"unit":"percent","decimals":0,"higherIsBetter":true}', to_json(key)), '' order by key) as columns
      from category
)
select format('management=%s/level=%s', management, file.level)
           || case when file.parent <> '' then '/parent=' || file.parent else '' end as partition,
       nullif(file.parent, '') as parent,
       concat(master.report_head('infrastructure', 'report', file.level, file.parent, the_state.id,
                                 format('"management":"%s"', management), null, null,
                                 '{"key":"score","unit":"score","decimals":0,"higherIsBetter":true},'
                                 '{"key":"schools","unit":"count"},{"key":"schoolsWithData","unit":"count"},'
                                 '{"key":"averageFacilities","unit":"count","decimals":1,"higherIsBetter":true},'
                                 '{"key":"averagePercent","unit":"percent","decimals":0,"higherIsBetter":true}' || coalesce(access_column.columns, '')),
              ',"rows":[', file.lines,
              '],"totals":{"parents":{', total.parents, '}',
              case when file.level <> 'school' then ',"all":' || whole.sums end,
              '}}')::json as body
  from file
  left join total using (management, level, parent)
  join area as whole using (management)
 cross join the_state
 cross join access_column
 where whole.level = 'all'
 order by 1

-- Teachers of the register by academic year, management and level; a row is one file of the output bucket.
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
), school_value as (
    select academic_year as period, school_id, teachers, regular, contract, part_time from agg.teacher_register
), area as (
    select period, management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state) as id,
           district, block, cluster,
           format('{"teachers":%s,"schools":%s,"regular":%s,"contract":%s,"partTime":%s}',
                  sum(teachers), count(*), sum(regular), sum(contract), sum(part_time)) as sums
      from school_value
      join place using (school_id)
     cross join lateral (values ('all'), (place.management)) as management (id)
     where management.id is not null
     group by period, management.id, rollup (state, district, block, cluster, school)
), line as (
    -- one file per level; schools by block
    select period, management, area.level, area.id,
           case when area.level = 'school' then block else '' end as parent,
           master.report_line(area.level, area.id, coalesce(unit.name, case when area.id = the_state.id then setting.state_name end),
                              district, block, cluster, unit.lat, unit.lon, '"values":' || sums) as body
      from area
      left join unit on unit.level = area.level and unit.id = area.id
     cross join the_state
     cross join setting
     where area.level <> 'all'
), total as (
    select period, management, file.level, file.parent,
           string_agg(to_json(area.id) || ':' || sums, ',' order by area.id) as parents
      from area
      join lateral (values ('state', 'district', ''), ('district', 'block', ''), ('block', 'cluster', ''), ('block', 'school', area.id))
           as file (level_of_parent, level, parent) on file.level_of_parent = area.level
     group by 1, 2, 3, 4
), file as (
    select period, management, level, parent, string_agg(body, ',' order by id) as lines
      from line
     group by 1, 2, 3, 4
)
select format('period=%s/management=%s/level=%s', period, management, file.level)
           || case when file.parent <> '' then '/parent=' || file.parent else '' end as partition,
       nullif(file.parent, '') as parent,
       concat(master.report_head('teacher_master', 'report', file.level, file.parent, the_state.id,
                                 format('"period":"%s","management":"%s"', period, management), null, null,
                                 '{"key":"teachers","unit":"count"},{"key":"schools","unit":"count"},'
                                 '{"key":"regular","unit":"count"},{"key":"contract","unit":"count"},{"key":"partTime","unit":"count"}'),
              ',"rows":[', file.lines,
              '],"totals":{"parents":{', total.parents, '}',
              case when file.level <> 'school' then ',"all":' || whole.sums end,
              '}}')::json as body
  from file
  left join total using (period, management, level, parent)
  join area as whole using (period, management)
 cross join the_state
 where whole.level = 'all'
union all
-- all years are returned, so that nothing else is left
select '', null, null
 order by 1

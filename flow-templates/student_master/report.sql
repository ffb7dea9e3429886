-- Pupils of the register by academic year, class, management and level; a row is one file of the output bucket.
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
    select academic_year as period, school_id, sum(students) as students,
           coalesce(sum(students) filter (where grade = 1), 0) as grade_1, coalesce(sum(students) filter (where grade = 2), 0) as grade_2, coalesce(sum(students) filter (where grade = 3), 0) as grade_3,
           coalesce(sum(students) filter (where grade = 4), 0) as grade_4, coalesce(sum(students) filter (where grade = 5), 0) as grade_5, coalesce(sum(students) filter (where grade = 6), 0) as grade_6,
           coalesce(sum(students) filter (where grade = 7), 0) as grade_7, coalesce(sum(students) filter (where grade = 8), 0) as grade_8, coalesce(sum(students) filter (where grade = 9), 0) as grade_9,
           coalesce(sum(students) filter (where grade = 10), 0) as grade_10, coalesce(sum(students) filter (where grade = 11), 0) as grade_11, coalesce(sum(students) filter (where grade = 12), 0) as grade_12
      from agg.student_register
     where academic_year in (select split_part(key_value, '|', 2) from touched where source = 'student_master' and key_kind = 'key')
        or exists (select from touched where source <> 'student_master')
        or not exists (select from touched)
     group by 1, 2
), area as (
    select period, management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state) as id,
           district, block, cluster,
           format('{"students":%s,"schools":%s,"grade1":%s,"grade2":%s,"grade3":%s,"grade4":%s,"grade5":%s,"grade6":%s,"grade7":%s,"grade8":%s,"grade9":%s,"grade10":%s,"grade11":%s,"grade12":%s}',
                  sum(students), count(*), sum(grade_1), sum(grade_2), sum(grade_3), sum(grade_4), sum(grade_5), sum(grade_6), sum(grade_7), sum(grade_8), sum(grade_9), sum(grade_10), sum(grade_11), sum(grade_12)) as sums
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
       concat(master.report_head('student_master', 'report', file.level, file.parent, the_state.id,
                                 format('"period":"%s","management":"%s"', period, management), null, null,
                                 '{"key":"students","unit":"count"},{"key":"schools","unit":"count"},'
                                 '{"key":"grade1","unit":"count"},{"key":"grade2","unit":"count"},{"key":"grade3","unit":"count"},{"key":"grade4","unit":"count"},'
                                 '{"key":"grade5","unit":"count"},{"key":"grade6","unit":"count"},{"key":"grade7","unit":"count"},{"key":"grade8","unit":"count"},'
                                 '{"key":"grade9","unit":"count"},{"key":"grade10","unit":"count"},{"key":"grade11","unit":"count"},{"key":"grade12","unit":"count"}'),
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
-- years that lost all their pupils
select 'period=' || split_part(key_value, '|', 2), null, null
  from touched
 where source = 'student_master' and key_kind = 'key'
   and split_part(key_value, '|', 2) not in (select academic_year from agg.student_register)
 group by 1
 order by 1

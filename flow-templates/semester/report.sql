-- Performance by academic year, semester, management and level; a row is one file of the output bucket.
-- A school without any mark above 0 has no data, and is in no number of the report.
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
), rewritten_year as (
    -- years with touched classes; all of them when a master or the configuration was touched, or when nothing says what was
    select split_part(key_value, '|', 2) as academic_year from touched where source = 'semester' and key_kind = 'class'
    union
    select academic_year
      from agg.semester_class
     where exists (select from touched where source <> 'semester')
        or not exists (select from touched)
), school as (
    select academic_year, semester, school_id, 100.0 * sum(obtained) / sum(possible) as performance
      from agg.semester join rewritten_year using (academic_year)
     group by 1, 2, 3
    having sum(obtained) > 0
), school_class as (
    select academic_year, semester, school_id, grade, sum(obtained) as obtained, sum(possible) as possible, max(class.students) as students
      from school
      join agg.semester using (academic_year, semester, school_id)
      join agg.semester_class as class using (academic_year, semester, school_id, grade)
     group by 1, 2, 3, 4
), school_value as (
    select s.academic_year, s.semester, s.school_id, s.performance, sum(c.students) as students,
           sum(obtained) as obtained, sum(possible) as possible,
           array_agg(obtained order by known.grade) as obtained_of, array_agg(possible order by known.grade) as possible_of
      from school as s
     cross join generate_series(3, 8) as known (grade)
      left join school_class as c on c.academic_year = s.academic_year and c.semester = s.semester
                                 and c.school_id = s.school_id and c.grade = known.grade
     group by 1, 2, 3, 4
), area as (
    select academic_year, semester, management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state) as id,
           district, block, cluster,
           concat('{"performance":', round(100.0 * sum(obtained) / sum(possible), 1),
                  ',"students":', sum(students), ',"schools":', count(*),
                  ',"grade3":', coalesce(round(100.0 * sum(obtained_of[1]) / sum(possible_of[1]), 1)::text, 'null'),
                  ',"grade4":', coalesce(round(100.0 * sum(obtained_of[2]) / sum(possible_of[2]), 1)::text, 'null'),
                  ',"grade5":', coalesce(round(100.0 * sum(obtained_of[3]) / sum(possible_of[3]), 1)::text, 'null'),
                  ',"grade6":', coalesce(round(100.0 * sum(obtained_of[4]) / sum(possible_of[4]), 1)::text, 'null'),
                  ',"grade7":', coalesce(round(100.0 * sum(obtained_of[5]) / sum(possible_of[5]), 1)::text, 'null'),
                  ',"grade8":', coalesce(round(100.0 * sum(obtained_of[6]) / sum(possible_of[6]), 1)::text, 'null'),
                  ',"bandUpTo33":', count(*) filter (where performance <= 33),
                  ',"band33to60":', count(*) filter (where performance > 33 and performance <= 60),
                  ',"band60to75":', count(*) filter (where performance > 60 and performance <= 75),
                  ',"bandOver75":', count(*) filter (where performance > 75),
                  ',"bandUpTo33Percent":', round(100.0 * count(*) filter (where performance <= 33) / count(*), 2),
                  ',"band33to60Percent":', round(100.0 * count(*) filter (where performance > 33 and performance <= 60) / count(*), 2),
                  ',"band60to75Percent":', round(100.0 * count(*) filter (where performance > 60 and performance <= 75) / count(*), 2),
                  ',"bandOver75Percent":', round(100.0 * count(*) filter (where performance > 75) / count(*), 2), '}') as sums
      from school_value
      join place using (school_id)
     cross join lateral (values ('all'), (place.management)) as management (id)
     where management.id is not null
     group by academic_year, semester, management.id, rollup (state, district, block, cluster, school)
), area_subject as (
    select academic_year, semester, management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' else 'state' end as level,
           coalesce(school, cluster, block, district, state) as id,
           grade, subject_no,
           round(100.0 * sum(obtained) / sum(possible), 1) as performance
      from school
      join agg.semester using (academic_year, semester, school_id)
      join place using (school_id)
     cross join lateral (values ('all'), (place.management)) as management (id)
     where management.id is not null
     group by academic_year, semester, management.id, grade, subject_no, state, rollup (district, block, cluster, school)
), area_subjects as (
    select academic_year, semester, management, level, id,
           string_agg(format('"%s":{%s}', grade, subjects), ',' order by grade) as by_subject
      from (select academic_year, semester, management, level, id, grade,
                   string_agg(to_json(coalesce(subject.name, subject_no::text)) || ':' || performance, ',' order by subject_no) as subjects
              from area_subject left join config.semester_subject as subject using (subject_no)
             group by 1, 2, 3, 4, 5, 6) as class
     group by 1, 2, 3, 4, 5
), line as (
    -- one file per level; schools by block
    select academic_year, semester, management, area.level, area.id,
           case when area.level = 'school' then block else '' end as parent,
           master.report_line(area.level, area.id, coalesce(unit.name, case when area.id = the_state.id then setting.state_name end),
                              district, block, cluster, unit.lat, unit.lon,
                              concat('"values":', sums, ',"bySubject":{', by_subject, '}')) as body
      from area
      join area_subjects using (academic_year, semester, management, level, id)
      left join unit on unit.level = area.level and unit.id = area.id
     cross join the_state
     cross join setting
     where area.level <> 'all'
), total as (
    select academic_year, semester, management, file.level, file.parent,
           string_agg(to_json(area.id) || ':' || sums, ',' order by area.id) as parents
      from area
      join lateral (values ('state', 'district', ''), ('district', 'block', ''), ('block', 'cluster', ''), ('block', 'school', area.id))
           as file (level_of_parent, level, parent) on file.level_of_parent = area.level
     group by 1, 2, 3, 4, 5
), file as (
    select academic_year, semester, management, level, parent, string_agg(body, ',' order by id) as lines
      from line
     group by 1, 2, 3, 4, 5
)
select format('period=%s/semester=%s/management=%s/level=%s', academic_year, semester, management, file.level)
           || case when file.parent <> '' then '/parent=' || file.parent else '' end as partition,
       nullif(file.parent, '') as parent,
       concat(master.report_head('semester', 'report', file.level, file.parent, the_state.id,
                                 format('"period":"%s","semester":"%s","management":"%s"', academic_year, semester, management), null, null,
                                 '{"key":"performance","unit":"percent","decimals":1,"higherIsBetter":true},'
                                 '{"key":"students","unit":"count"},{"key":"schools","unit":"count"},'
                                 '{"key":"grade3","unit":"percent","decimals":1,"higherIsBetter":true},'
                                 '{"key":"grade4","unit":"percent","decimals":1,"higherIsBetter":true},'
                                 '{"key":"grade5","unit":"percent","decimals":1,"higherIsBetter":true},'
                                 '{"key":"grade6","unit":"percent","decimals":1,"higherIsBetter":true},'
                                 '{"key":"grade7","unit":"percent","decimals":1,"higherIsBetter":true},'
                                 '{"key":"grade8","unit":"percent","decimals":1,"higherIsBetter":true},'
                                 '{"key":"bandUpTo33","unit":"count"},{"key":"band33to60","unit":"count"},'
                                 '{"key":"band60to75","unit":"count"},{"key":"bandOver75","unit":"count"},'
                                 '{"key":"bandUpTo33Percent","unit":"percent","decimals":2},{"key":"band33to60Percent","unit":"percent","decimals":2},'
                                 '{"key":"band60to75Percent","unit":"percent","decimals":2},{"key":"bandOver75Percent","unit":"percent","decimals":2}'),
              ',"rows":[', file.lines,
              '],"totals":{"parents":{', total.parents, '}',
              case when file.level <> 'school' then ',"all":' || whole.sums end,
              '}}')::json as body
  from file
  left join total using (academic_year, semester, management, level, parent)
  join area as whole using (academic_year, semester, management)
 cross join the_state
 where whole.level = 'all'
 union all
-- all of it is in the answer, even if that is nothing
select 'period=' || academic_year, null, null from rewritten_year
 order by 1

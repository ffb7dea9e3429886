-- Schools without results, by period, semester (where the assessment has them), grade, management and level; a row is one file.
-- All grades: every school of the masters is asked for. One grade: the schools with pupils in it, once it had an exam.
-- A period without exams misses nothing. A complete unit is listed with 0; files of schools list the missing ones.
with setting as (
    select asof, state_name, require_geo from run limit 1
), place as (
    select place.*
      from master.school_place as place cross join setting
     where place.has_geo or not setting.require_geo
), unit as materialized (
    select * from master.unit
), the_state as (
    select case when count(distinct state) = 1 then max(state) end as id from place
), exam as (
    select * from fact.exam_known where assessment = 'pat'
), period_exam as (
    select period, exam.*
      from setting
     cross join lateral (values ('last_7_days', asof - 6, asof),
                                ('last_30_days', asof - 29, asof),
                                ('overall', date '-infinity', date 'infinity')) as named (period, from_day, to_day)
      join exam on exam_date between from_day and to_day
), given as (
    select period, semester, s.school_id, grade, subject, exam_date
      from period_exam
      join agg.exam_school as s using (assessment, exam_code)
), bounds as (
    select period, semester, min(exam_date) as first_day, max(exam_date) as last_day from given group by 1, 2
), school_value as (
    -- grade 0 stands for all grades, a subject of '' for all subjects
    select known.period, known.semester, place.school_id, 0 as grade, '' as subject,
           given.school_id is null and exists (select from period_exam as e where e.period = known.period and e.semester = known.semester) as is_missing
      from (select distinct named.period, semester
              from exam cross join (values ('last_7_days'), ('last_30_days'), ('overall')) as named (period)) as known
     cross join place
      left join (select distinct period, semester, school_id from given) as given using (period, semester, school_id)
    union all
    select asked.period, asked.semester, n.school_id, asked.grade, asked.subject, given.school_id is null
      from (select distinct period, semester, grade, coalesce(subject, '') as subject
              from period_exam
             group by period, semester, grade, rollup (subject)) as asked
      join master.enrolment as n on n.assessment = 'pat' and n.grade = asked.grade and n.students_count > 0
      left join (select distinct period, semester, school_id, grade, coalesce(subject, '') as subject
                   from given
                  group by period, semester, school_id, grade, rollup (subject)) as given
           on given.period = asked.period and given.semester = asked.semester and given.grade = asked.grade
          and given.subject = asked.subject and given.school_id = n.school_id
), area as (
    select period, semester, grade, subject, management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state) as id,
           district, block, cluster,
           bool_or(is_missing) as is_missing,
           format('{"schools":%s,"missing":%s,"missingPercent":%s}', count(*), count(*) filter (where is_missing),
                  round(100.0 * count(*) filter (where is_missing) / count(*), 2)) as sums
      from school_value
      join place using (school_id)
     cross join lateral (values ('all'), (place.management)) as management (id)
     where management.id is not null
     group by period, semester, grade, subject, management.id, rollup (state, district, block, cluster, school)
), area_grade as (
    select period, semester, management, level, id, grade,
           concat('"', grade, '":', left(string_agg(sums, '') filter (where subject = ''), -1), ',"bySubject":{',
                  string_agg(to_json(subject) || ':' || sums, ',' order by subject) filter (where subject <> ''), '}}') as body
      from area
     where grade > 0 and level <> 'all'
     group by 1, 2, 3, 4, 5, 6
), area_grades as (
    select period, semester, management, level, id, grade, body from area_grade
    union all
    select period, semester, management, level, id, 0, string_agg(body, ',' order by grade)
      from area_grade
     group by 1, 2, 3, 4, 5
), line as (
    -- one file per level; schools by block
    select period, semester, grade, management, area.level, area.id,
           case when area.level = 'school' then block else '' end as parent,
           master.report_line(area.level, area.id, coalesce(unit.name, case when area.id = the_state.id then setting.state_name end),
                              district, block, cluster, unit.lat, unit.lon,
                              concat('"values":', case when area.level = 'school' then '{"missing":1}' else sums end,
                                     ',"byGrade":{', area_grades.body, '}')) as body
      from area
      left join area_grades using (period, semester, management, level, id, grade)
      left join unit on unit.level = area.level and unit.id = area.id
     cross join the_state
     cross join setting
     where area.subject = '' and area.level <> 'all' and (area.level <> 'school' or area.is_missing)
), total as (
    select period, semester, grade, management, file.level, file.parent,
           string_agg(to_json(area.id) || ':' || sums, ',' order by area.id) as parents
      from area
      join lateral (values ('state', 'district', ''), ('district', 'block', ''), ('block', 'cluster', ''), ('block', 'school', area.id))
           as file (level_of_parent, level, parent) on file.level_of_parent = area.level
     where area.subject = ''
     group by 1, 2, 3, 4, 5, 6
), file as (
    select period, semester, grade, management, level, parent, string_agg(body, ',' order by id) as lines
      from line
     group by 1, 2, 3, 4, 5, 6
)
select concat('period=', period, '/semester=' || nullif(semester, ''), '/grade=', grade_name,
              '/management=', management, '/level=', file.level, '/parent=' || nullif(file.parent, '')) as partition,
       nullif(file.parent, '') as parent,
       concat(master.report_head('pat', 'exceptions', file.level, file.parent, the_state.id,
                                 concat('"period":"', period, '",', '"semester":"' || nullif(semester, '') || '",',
                                        '"grade":"', grade_name, '","management":"', management, '"'),
                                 bounds.first_day, bounds.last_day,
                                 case when file.level <> 'school' then '{"key":"schools","unit":"count"},' else '' end
                                 || '{"key":"missing","unit":"count","higherIsBetter":false}'
                                 || case when file.level <> 'school' then ',{"key":"missingPercent","unit":"percent","decimals":2,"higherIsBetter":false}' else '' end),
              ',"rows":[', file.lines,
              '],"totals":{"parents":{', total.parents, '}',
              case when file.level <> 'school' then ',"all":' || whole.sums end,
              '}}')::json as body
  from file
  left join total using (period, semester, grade, management, level, parent)
  left join bounds using (period, semester)
  join area as whole using (period, semester, grade, management)
 cross join the_state
 cross join lateral (select case when grade = 0 then 'all' else grade::text end as grade_name) as named
 where whole.level = 'all' and whole.subject = ''
 order by 1

-- Heat maps by month, semester, grade, view, management and level; a row is one file: a matrix of questions or learning
-- outcomes (rows) by units (columns). Files hold the children of one unit; schools come by block, as everywhere.
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
), exam as (
    select * from fact.exam_known where assessment = 'sat'
), rewritten_month as (
    -- as in report.sql
    select left(key_value, 7) as month from touched where source = 'sat' and key_kind = 'exam'
    union
    select exam.month
      from touched join exam on exam.exam_code = substr(key_value, strpos(key_value, '|') + 1)
     where source = 'sat' and key_kind = 'result'
    union
    select exam.month
      from touched join exam on exam.exam_id::text = key_value
     where source = 'sat' and key_kind = 'question'
    union
    select month
      from exam
     where exists (select from touched where source <> 'sat' or key_kind in ('subject', 'enrolment'))
        or not exists (select from touched)
), item as (
    select 'question' as view, exam_code, school_id, question_id::text as item, obtained, possible, students_attended
      from agg.exam_question
     where assessment = 'sat'
    union all
    select 'indicator', exam_code, school_id, indicator, obtained, possible, students_attended
      from agg.exam_indicator
     where assessment = 'sat'
), cell as (
    select exam.month, exam.semester, exam.grade, view, management.id as management, exam_code, item,
           case grouping(district, block, cluster, school) when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' else 'state' end as level,
           coalesce(school, cluster, block, district, state) as id,
           district, block, cluster,
           coalesce(round(100.0 * sum(item.obtained) / nullif(sum(item.possible), 0), 1)::text, 'null') as percent,
           round(sum(item.obtained) / sum(item.students_attended), 1)::text as marks,
           sum(item.students_attended)::text as attended,
           coalesce(sum(whole.students_enrolled)::text, 'null') as enrolled,
           count(*)::text as schools
      from rewritten_month
      join exam using (month)
      join item using (exam_code)
      join agg.exam_school as whole using (assessment, exam_code, school_id)
      join place using (school_id)
     cross join lateral (values ('all'), (place.management)) as management (id)
     where management.id is not null
     group by exam.month, exam.semester, exam.grade, view, management.id, exam_code, item, state, rollup (district, block, cluster, school)
), filed as (
    select cell.*,
           case level when 'block' then district when 'cluster' then block when 'school' then block else '' end as parent,
           case level when 'district' then the_state.id when 'block' then district when 'cluster' then block when 'school' then cluster end as above
      from cell cross join the_state
), file_row as (
    select month, semester, grade, view, management, level, parent, f.exam_code, f.item,
           row_number() over (partition by month, semester, grade, view, management, level, parent
                              order by exam.exam_date, f.exam_code, q.question_id, f.item) as row_no,
           concat('{"exam":', to_json(f.exam_code), ',"date":"', exam.exam_date, '","grade":', grade, ',"subject":', to_json(exam.subject),
                  case view when 'question' then concat(',"questionId":"', f.item, '","indicator":', coalesce(to_json(q.indicator)::text, 'null'))
                            else concat(',"indicator":', to_json(f.item)) end,
                  '}') as body
      from (select distinct month, semester, grade, view, management, level, parent, exam_code, item from filed) as f
      join exam using (month, semester, grade, exam_code)
      left join fact.exam_question as q on q.assessment = 'sat' and f.view = 'question' and q.question_id::text = f.item
), file_column as (
    select distinct month, semester, grade, view, management, level, parent, id, above from filed
), matrix_row as (
    select month, semester, grade, view, management, level, parent, r.row_no, r.body,
           string_agg(coalesce(f.percent, 'null'), ',' order by c.id) as percent,
           string_agg(coalesce(f.marks, 'null'), ',' order by c.id) as marks,
           string_agg(coalesce(f.attended, 'null'), ',' order by c.id) as attended,
           string_agg(coalesce(f.enrolled, 'null'), ',' order by c.id) as enrolled,
           string_agg(coalesce(f.schools, 'null'), ',' order by c.id) as schools
      from file_row as r
      join file_column as c using (month, semester, grade, view, management, level, parent)
      left join filed as f using (month, semester, grade, view, management, level, parent, exam_code, item, id)
     group by month, semester, grade, view, management, level, parent, r.row_no, r.body
), file as (
    select month, semester, grade, view, management, level, parent,
           string_agg(body, ',' order by row_no) as rows,
           string_agg('[' || percent || ']', ',' order by row_no) as percent,
           string_agg('[' || marks || ']', ',' order by row_no) as marks,
           string_agg('[' || attended || ']', ',' order by row_no) as attended,
           string_agg('[' || enrolled || ']', ',' order by row_no) as enrolled,
           string_agg('[' || schools || ']', ',' order by row_no) as schools
      from matrix_row
     group by 1, 2, 3, 4, 5, 6, 7
), columns as (
    select month, semester, grade, view, management, c.level, parent,
           string_agg(concat('{"id":"', c.id, '","name":',
                             to_json(coalesce(unit.name, case when c.id = the_state.id then setting.state_name end, c.id)),
                             ',"parent":"' || above || '"', '}'), ',' order by c.id) as columns
      from file_column as c
      left join unit on unit.level = c.level and unit.id = c.id
     cross join the_state
     cross join setting
     group by 1, 2, 3, 4, 5, 6, 7
)
select concat('period=', month, '/semester=' || nullif(semester, ''), '/grade=', grade, '/view=', view,
              '/management=', management, '/level=', level, '/parent=' || nullif(parent, '')) as partition,
       nullif(parent, '') as parent,
       concat('{"schema":"cqube.heatmap/1","source":"sat","report":"heatmap","view":"', view,
              '","filters":{"academicYear":"', year.academic_year, '","month":"', month, '",', '"semester":"' || nullif(semester, '') || '",',
              '"grade":"', grade, '","management":"', management, '"},"level":"', level, '"',
              case when parent <> '' then format(',"parent":{"level":"%s","id":"%s"}', case level when 'block' then 'district' else 'block' end, parent) end,
              ',"columns":[', columns, '],"rows":[', rows, '],"percent":[', percent, '],"marks":[', marks,
              '],"attended":[', attended, '],"enrolled":[', enrolled, '],"schools":[', schools, ']}')::json as body
  from file
  join columns using (month, semester, grade, view, management, level, parent)
  join (select month, semester, grade, max(academic_year) as academic_year from exam group by 1, 2, 3) as year using (month, semester, grade)
 union all
-- all of it is in the answer, even if that is nothing
select 'period=' || month, null, null from rewritten_month
 order by 1

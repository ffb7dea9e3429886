-- Marks as a table for report creators: a line per school and exam, never a pupil; a CSV per month and block.
with setting as (
    select state_name, require_geo from run limit 1
), place as (
    select place.*
      from master.school_place as place cross join setting
     where place.has_geo or not setting.require_geo
), unit as materialized (
    select * from master.unit
), exam as (
    select * from fact.exam_known where assessment = 'pat'
), rewritten_month as (
    -- as in report.sql
    select left(key_value, 7) as month from touched where source = 'pat' and key_kind = 'exam'
    union
    select exam.month
      from touched join exam on exam.exam_code = substr(key_value, strpos(key_value, '|') + 1)
     where source = 'pat' and key_kind = 'result'
    union
    select exam.month
      from touched join exam on exam.exam_id::text = key_value
     where source = 'pat' and key_kind = 'question'
    union
    select month
      from exam
     where exists (select from touched where source <> 'pat' or key_kind in ('subject', 'enrolment'))
        or not exists (select from touched)
), line as (
    select exam.month, place.block, place.school, exam.exam_date, exam_code,
           concat_ws(',', place.state, master.csv_cell(setting.state_name), place.district, master.csv_cell(d.name),
                     place.block, master.csv_cell(b.name), place.cluster, master.csv_cell(c.name),
                     place.school, master.csv_cell(u.name), master.csv_cell(exam_code), exam.exam_date, exam.academic_year,
                     exam.semester, exam.grade, master.csv_cell(exam.subject),
                     s.students_attended, coalesce(s.students_enrolled::text, ''), trim_scale(s.obtained), trim_scale(s.possible),
                     coalesce(round(100.0 * s.obtained / nullif(s.possible, 0), 1)::text, '')) as cells
      from rewritten_month
      join exam using (month)
      join agg.exam_school as s using (assessment, exam_code)
      join place using (school_id)
     cross join setting
      left join unit as d on d.level = 'district' and d.id = place.district
      left join unit as b on b.level = 'block' and b.id = place.block
      left join unit as c on c.level = 'cluster' and c.id = place.cluster
      left join unit as u on u.level = 'school' and u.id = place.school
)
select format('period=%s/level=school/parent=%s', month, block) as partition,
       block as parent,
       concat('state_id,state_name,district_id,district_name,block_id,block_name,cluster_id,cluster_name,school_id,school_name,',
              'exam_code,exam_date,academic_year,semester,grade,subject,',
              E'students_attended,students_enrolled,marks_obtained,marks_possible,performance\n',
              string_agg(cells || E'\n', '' order by school, exam_date, exam_code)) as body
  from line
 group by month, block
 union all
-- all of it is in the answer, even if that is nothing
select 'period=' || month, null, null from rewritten_month
 order by 1

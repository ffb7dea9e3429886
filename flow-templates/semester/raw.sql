-- Marks as a table for report creators: a line per school, class and subject, never a pupil; a CSV per semester and block.
with setting as (
    select state_name, require_geo from run limit 1
), place as (
    select place.*
      from master.school_place as place cross join setting
     where place.has_geo or not setting.require_geo
), unit as materialized (
    select * from master.unit
), rewritten_year as (
    -- years with touched classes; all of them when a master or the configuration was touched, or when nothing says what was
    select split_part(key_value, '|', 2) as academic_year from touched where source = 'semester' and key_kind = 'class'
    union
    select academic_year
      from agg.semester_class
     where exists (select from touched where source <> 'semester')
        or not exists (select from touched)
), line as (
    select s.academic_year, s.semester, place.block, place.school, s.grade, s.subject_no,
           concat_ws(',', place.state, master.csv_cell(setting.state_name), place.district, master.csv_cell(d.name),
                     place.block, master.csv_cell(b.name), place.cluster, master.csv_cell(c.name),
                     place.school, master.csv_cell(u.name), s.academic_year, s.semester, s.grade,
                     master.csv_cell(coalesce(subject.name, s.subject_no::text)), s.students, s.obtained, s.possible,
                     round(100.0 * s.obtained / s.possible, 1)) as cells
      from rewritten_year
      join agg.semester as s using (academic_year)
      join place using (school_id)
     cross join setting
      left join config.semester_subject as subject using (subject_no)
      left join unit as d on d.level = 'district' and d.id = place.district
      left join unit as b on b.level = 'block' and b.id = place.block
      left join unit as c on c.level = 'cluster' and c.id = place.cluster
      left join unit as u on u.level = 'school' and u.id = place.school
)
select format('period=%s/semester=%s/level=school/parent=%s', academic_year, semester, block) as partition,
       block as parent,
       concat('state_id,state_name,district_id,district_name,block_id,block_name,cluster_id,cluster_name,school_id,school_name,',
              E'academic_year,semester,grade,subject,students,marks_obtained,marks_possible,performance\n',
              string_agg(cells || E'\n', '' order by school, grade, subject_no)) as body
  from line
 group by academic_year, semester, block
 union all
-- all of it is in the answer, even if that is nothing
select 'period=' || academic_year, null, null from rewritten_year
 order by 1

-- Recomputes the touched classes: a school's class in a semester of an academic year.
create temp table touched_class on commit drop as
select distinct split_part(key_value, '|', 1)::bigint as school_id,
       split_part(key_value, '|', 2) as academic_year,
       split_part(key_value, '|', 3)::smallint as semester,
       split_part(key_value, '|', 4)::smallint as grade
  from touched
 where source = 'semester' and key_kind = 'class'
union
-- subjects that were switched on or off are so everywhere
select distinct school_id, academic_year, semester, grade
  from fact.semester_result
 where exists (select from touched where source = 'config' and key_value like 'semester|%');
--;;
analyze touched_class;
--;;
create temp table counted_mark on commit drop as
select school_id, academic_year, semester, grade, mark.subject_no, mark.student_id, mark.marks, most.marks as possible
  from touched_class
  join fact.semester_mark as mark using (school_id, academic_year, semester, grade)
  join config.semester_maximum as most using (grade, subject_no);
--;;
delete from agg.semester as stored
 using touched_class as t
 where stored.school_id = t.school_id and stored.academic_year = t.academic_year
   and stored.semester = t.semester and stored.grade = t.grade;
--;;
insert into agg.semester (school_id, academic_year, semester, grade, subject_no, obtained, possible, students)
select school_id, academic_year, semester, grade, subject_no, sum(marks), sum(possible), count(*)
  from counted_mark
 group by 1, 2, 3, 4, 5;
--;;
delete from agg.semester_class as stored
 using touched_class as t
 where stored.school_id = t.school_id and stored.academic_year = t.academic_year
   and stored.semester = t.semester and stored.grade = t.grade;
--;;
insert into agg.semester_class (school_id, academic_year, semester, grade, students)
select school_id, academic_year, semester, grade, count(distinct student_id)
  from counted_mark
 group by 1, 2, 3, 4;

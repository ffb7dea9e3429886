-- Which school a changed pupil left is not known any more, so the touched academic years are counted whole.
create temp table changed_year on commit drop as
select distinct split_part(key_value, '|', 2) as academic_year from touched where source = 'student_master' and key_kind = 'key';
--;;
delete from agg.student_register as stored using changed_year as changed where stored.academic_year = changed.academic_year;
--;;
insert into agg.student_register (academic_year, school_id, grade, students)
select academic_year, school_id, grade, count(*)
  from master.student join changed_year using (academic_year)
 group by 1, 2, 3

-- Which school and year a changed teacher left is not known any more; registers of teachers are small and counted whole.
delete from agg.teacher_register where exists (select from touched where source = 'teacher_master');
--;;
insert into agg.teacher_register (academic_year, school_id, teachers, regular, contract, part_time)
select academic_year, school_id, count(*),
       count(*) filter (where employment = 'Regular'),
       count(*) filter (where employment = 'Contract'),
       count(*) filter (where employment = 'Part-Time')
  from master.teacher
 where exists (select from touched where source = 'teacher_master')
 group by 1, 2

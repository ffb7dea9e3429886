-- Counts by school; no pupil leaves the database.
create table if not exists agg.student_register (
    academic_year text     not null,
    school_id     bigint   not null,
    grade         smallint not null,
    students      integer  not null,
    primary key (academic_year, school_id, grade)
);
--;;
comment on table agg.student_register is 'Pupils of a class as the register has them now.';
--;;
create index if not exists student_by_school on master.student (school_id);
--;;
-- What the reports on several sources show of this one (see the folder composite).
create or replace function agg.student_master_metric(period text, asof date, weekly_holidays text)
    returns table (metric text, school_id bigint, numerator numeric, denominator numeric, banded numeric, first_day date, last_day date)
    language sql stable as $$
-- pupils of the latest academic year
select 'students', school_id, sum(students)::numeric, null::numeric, null::numeric, null::date, null::date
  from agg.student_register
 where academic_year = (select max(academic_year) from agg.student_register)
 group by school_id
$$;
--;;
-- Readers of the database: counts, not the register.
grant select on agg.student_register to cqube_viewer, cqube_creator;
--;;
create or replace view pub.student_register as
select academic_year, school_id, grade, students from agg.student_register;
--;;
comment on view pub.student_register is 'Pupils of a class as the register has them now.';

-- Subjects may be switched off by configuration, and then have no column from the contract: this SQL names all eight.
alter table fact.semester_result
    add column if not exists subject_1 smallint, add column if not exists subject_2 smallint,
    add column if not exists subject_3 smallint, add column if not exists subject_4 smallint,
    add column if not exists subject_5 smallint, add column if not exists subject_6 smallint,
    add column if not exists subject_7 smallint, add column if not exists subject_8 smallint;
--;;
create or replace view fact.semester_mark as
select student_id, school_id, semester, grade, academic_year, subject_no, marks
  from fact.semester_result
 cross join lateral (values (1, subject_1), (2, subject_2), (3, subject_3), (4, subject_4),
                            (5, subject_5), (6, subject_6), (7, subject_7), (8, subject_8)) as subject (subject_no, marks)
 where marks is not null
   and not exists (select from config.field as c
                    where c.source = 'semester' and c.field = 'subject_' || subject_no and not c.active);
--;;
comment on view fact.semester_mark is
    'A pupil''s marks in one subject; a subject without marks has no row, one that is switched off has none at all.';
--;;
-- What a state calls its subjects. The defaults are the field's; a state's changes stay.
create table if not exists config.semester_subject (
    subject_no smallint primary key,
    name       text not null unique
);
--;;
insert into config.semester_subject (subject_no, name)
values (1, 'Environment studies'), (2, 'State language'), (3, 'Mathematics'), (4, 'English'),
       (5, 'Hindi'), (6, 'Science'), (7, 'Social science'), (8, 'Sanskrit')
    on conflict do nothing;
--;;
-- The most marks of a subject in a class are the contract's (cqube:maximumBy): what is checked and what is summed up is one.
-- Reports know the classes 3 to 8.
create or replace view config.semester_maximum as
select most.key::smallint as grade, substr(known.field, 9)::smallint as subject_no, most.value::smallint as marks
  from config.known_field as known
 cross join lateral jsonb_each_text(known.maximum_by -> 'values') as most
 where known.source = 'semester' and known.field ~ '^subject_[1-8]$' and known.maximum_by ->> 'field' = 'grade'
   and most.key::smallint between 3 and 8;
--;;
comment on view config.semester_maximum is
    'The most marks of a subject in a class, from the contract; a class without a line does not count.';
--;;
create table if not exists agg.semester (
    school_id     bigint   not null,
    academic_year text     not null,
    semester      smallint not null,
    grade         smallint not null,
    subject_no    smallint not null,
    obtained      bigint   not null,
    possible      bigint   not null,
    students      integer  not null,
    primary key (school_id, academic_year, semester, grade, subject_no)
);
--;;
comment on table agg.semester is
    'A school''s class in a subject: marks obtained and possible, pupils with marks. Classes without a maximum have no row.';
--;;
create table if not exists agg.semester_class (
    school_id     bigint   not null,
    academic_year text     not null,
    semester      smallint not null,
    grade         smallint not null,
    students      integer  not null,
    primary key (school_id, academic_year, semester, grade)
);
--;;
comment on table agg.semester_class is 'Distinct pupils of a school''s class with marks in any subject.';
--;;
-- The contract has another maximum now: what was summed up under the former one is summed up anew.
insert into meta.touched (owner_source, source, key_kind, key_value, emission_id)
select 'semester', 'semester', 'class', concat_ws('|', school_id, academic_year, semester, grade), 0
  from (select school_id, academic_year, semester, grade
          from agg.semester as stored
          left join config.semester_maximum as most using (grade, subject_no)
         where stored.possible is distinct from stored.students * most.marks
        union
        select school_id, academic_year, semester, grade
          from fact.semester_mark
          join (select grade, subject_no from config.semester_maximum
                except
                select grade, subject_no from agg.semester) as never_counted using (grade, subject_no)) as outdated
    on conflict do nothing;
--;;
-- What the reports on several sources show of this one (see the folder composite).
create or replace function agg.semester_metric(period text, asof date, weekly_holidays text)
    returns table (metric text, school_id bigint, numerator numeric, denominator numeric, banded numeric, first_day date, last_day date)
    language sql stable as $$
-- the latest semester, whatever the period; as in report.sql a school without any mark above 0 has no data
with latest as (
    select academic_year, semester from agg.semester where obtained > 0 order by academic_year desc, semester desc limit 1
), class as (
    select school_id, grade, sum(obtained) as obtained, sum(possible) as possible
      from agg.semester join latest using (academic_year, semester)
     group by 1, 2
)
select coalesce('semester.grade' || grade, 'semester'), school_id, sum(obtained)::numeric, sum(possible)::numeric, null::numeric, null::date, null::date
  from class
 where school_id in (select school_id from class group by 1 having sum(obtained) > 0)
 group by school_id, rollup (grade)
$$;
--;;
-- Readers of the database.
grant select on agg.semester, agg.semester_class to cqube_viewer, cqube_creator;
--;;
create or replace view pub.semester as
select s.school_id, s.academic_year, s.semester, s.grade, s.subject_no, subject.name as subject, s.obtained, s.possible, s.students,
       round(100.0 * s.obtained / nullif(s.possible, 0), 1) as percent
  from agg.semester as s
  left join config.semester_subject as subject using (subject_no);
--;;
comment on view pub.semester is 'A school''s class in a subject of a semester: marks obtained and possible, pupils with marks.';

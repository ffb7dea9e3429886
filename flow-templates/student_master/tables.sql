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

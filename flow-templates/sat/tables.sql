-- Both assessments share these tables, each under its own constant; this file is the same in both folders but for the name.

-- Columns that may be switched off and then come from no contract. Only one of the two has semesters, which are part of
-- the key: an exam's id may come again in the next one.
alter table fact.exam
    alter column semester set default 'none', add column if not exists subject_name text;
--;;
alter table fact.exam_question
    add column if not exists indicator_id integer, add column if not exists indicator_title text,
    add column if not exists indicator text;
--;;
alter table master.subject add column if not exists name text;
--;;
-- A result names its exam by the code: no two exams may have the same.
create unique index if not exists exam_code on fact.exam (assessment, exam_code);
--;;
create index if not exists exam_question_exam on fact.exam_question (assessment, exam_id);
--;;
create index if not exists exam_result_school on fact.exam_result (school_id, exam_code);
--;;
-- Sums at school grain. Only questions that the question master knows have marks to be had.
create table if not exists agg.exam_question (
    assessment        text    not null,
    exam_code         text    not null,
    school_id         bigint  not null,
    question_id       integer not null,
    obtained          numeric not null,
    possible          numeric not null,
    students_attended integer not null,
    primary key (assessment, exam_code, school_id, question_id)
);
--;;
create table if not exists agg.exam_indicator (
    assessment        text    not null,
    exam_code         text    not null,
    school_id         bigint  not null,
    indicator         text    not null,
    obtained          numeric not null,
    possible          numeric not null,
    students_attended integer not null,
    primary key (assessment, exam_code, school_id, indicator)
);
--;;
comment on table agg.exam_indicator is
    'A school''s exam by learning outcome; pupils are distinct, where several questions ask for one outcome.';
--;;
create table if not exists agg.exam_school (
    assessment        text     not null,
    exam_code         text     not null,
    school_id         bigint   not null,
    obtained          numeric  not null,
    possible          numeric  not null,
    students_attended integer  not null,
    students_enrolled integer,
    students          bigint[] not null,
    primary key (assessment, exam_code, school_id)
);
--;;
comment on table agg.exam_school is
    'A school''s exam: marks obtained and possible, pupils who took it (also who they are, so that several exams count a pupil once), pupils enrolled in the class; null if no file says.';
--;;
-- The exams as reports see them: with the name of the subject that the subject master gives, else the exam's own.
create or replace view fact.exam_known as
select e.assessment, e.exam_code, e.exam_id, e.academic_year, e.exam_date, to_char(e.exam_date, 'YYYY-MM') as month,
       coalesce(nullif(e.semester, 'none'), '') as semester, e.standard as grade, e.subject_id,
       coalesce(s.name, e.subject_name, e.subject_id::text) as subject
  from fact.exam as e
  left join master.subject as s on s.assessment = e.assessment and s.subject_id = e.subject_id and s.grade = e.standard;
--;;
-- What the reports on several sources show of this one (see the folder composite).
create or replace function agg.sat_metric(period text, asof date, weekly_holidays text)
    returns table (metric text, school_id bigint, numerator numeric, denominator numeric, banded numeric, first_day date, last_day date)
    language sql stable as $$
select 'sat', s.school_id, sum(s.obtained), sum(s.possible), null::numeric, min(e.exam_date), max(e.exam_date)
  from agg.exam_school as s
  join fact.exam as e using (assessment, exam_code)
 where s.assessment = 'sat' and (period <> 'last_30_days' or e.exam_date between asof - 29 and asof)
 group by s.school_id
having sum(s.possible) > 0
$$;
--;;
-- Readers of the database; nobody reads which pupils took an exam.
grant select on agg.exam_question, agg.exam_indicator, master.subject, master.enrolment to cqube_viewer, cqube_creator;
--;;
grant select (assessment, exam_code, school_id, obtained, possible, students_attended, students_enrolled)
   on agg.exam_school to cqube_viewer, cqube_creator;
--;;
create or replace view pub.exam as
select s.assessment, s.exam_code, s.school_id, e.academic_year, e.exam_date, e.semester, e.grade, e.subject,
       s.obtained, s.possible, round(100.0 * s.obtained / nullif(s.possible, 0), 1) as percent,
       s.students_attended, s.students_enrolled
  from agg.exam_school as s
  left join fact.exam_known as e using (assessment, exam_code);
--;;
comment on view pub.exam is 'A school''s exam: marks obtained and possible, pupils who took it, pupils enrolled in the class.';
--;;
create or replace view pub.exam_question as
select s.assessment, s.exam_code, s.school_id, s.question_id, q.title as question, q.indicator, q.indicator_title,
       s.obtained, s.possible, round(100.0 * s.obtained / nullif(s.possible, 0), 1) as percent, s.students_attended
  from agg.exam_question as s
  left join fact.exam_question as q using (assessment, question_id);
--;;
comment on view pub.exam_question is 'A school''s exam by question.';
--;;
create or replace view pub.exam_indicator as
select assessment, exam_code, school_id, indicator, obtained, possible, round(100.0 * obtained / nullif(possible, 0), 1) as percent,
       students_attended
  from agg.exam_indicator;
--;;
comment on view pub.exam_indicator is 'A school''s exam by learning outcome.';

-- Sums at school grain; every report is made from these and the masters, never from the pupils' rows.
create table if not exists agg.student_attendance_day (
    school_id bigint  not null,
    day       date    not null,
    present   integer not null,
    marked    integer not null,
    students  integer not null,
    primary key (school_id, day)
);
--;;
comment on table agg.student_attendance_day is
    'Pupils of a school on a day: present (code 1), marked (code 1 or 2), students (any code). No row without a code.';
--;;
create index if not exists student_attendance_day_by_day on agg.student_attendance_day using brin (day);
--;;
create table if not exists agg.student_attendance_month (
    school_id   bigint  not null,
    month_start date    not null,
    present     integer not null,
    marked      integer not null,
    students    integer not null,
    first_day   date,
    last_day    date,
    primary key (school_id, month_start)
);
--;;
comment on table agg.student_attendance_month is
    'A school''s month: student-days present and marked, distinct pupils with a row, first and last day with a mark.';
--;;
create table if not exists agg.student_seen (
    school_id   bigint not null,
    student_id  bigint not null,
    first_month date   not null,
    last_month  date   not null,
    primary key (school_id, student_id)
);
--;;
comment on table agg.student_seen is
    'First and last month with a row of the pupil at the school: distinct pupils of long periods without a scan of all months.';
--;;
-- What the reports on several sources show of this one (see the folder composite).
create or replace function agg.student_attendance_metric(period text, asof date, weekly_holidays text)
    returns table (metric text, school_id bigint, numerator numeric, denominator numeric, banded numeric, first_day date, last_day date)
    language sql stable as $$
with span as (
    select case period when 'last_30_days' then asof - 29 when 'latest' then latest.month_start else '-infinity' end as from_day,
           case period when 'last_30_days' then asof when 'latest' then (latest.month_start + interval '1 month' - interval '1 day')::date else 'infinity' end as to_day
      from (select max(month_start) as month_start from agg.student_attendance_month where marked > 0) as latest
)
select 'student_attendance', school_id, sum(present)::numeric, sum(marked)::numeric, null::numeric, min(day), max(day)
  from span
  join agg.student_attendance_day on day between from_day and to_day
 where marked > 0
   and to_char(day, 'FMDAY') <> all (regexp_split_to_array(upper(trim(coalesce(weekly_holidays, ''))), '[ ,;]+'))
 group by school_id
$$;
--;;
-- Readers of the database; nobody reads which pupils were seen.
grant select on agg.student_attendance_day, agg.student_attendance_month to cqube_viewer, cqube_creator;
--;;
create or replace view pub.student_attendance_day as
select school_id, day, present, marked, students, round(100.0 * present / nullif(marked, 0), 1) as percent_present
  from agg.student_attendance_day;
--;;
comment on view pub.student_attendance_day is 'Pupils of a school on a day: present, marked present or absent, with any code; percent of the marked.';
--;;
create or replace view pub.student_attendance_month as
select school_id, month_start, present, marked, students, first_day, last_day,
       round(100.0 * present / nullif(marked, 0), 1) as percent_present
  from agg.student_attendance_month;
--;;
comment on view pub.student_attendance_month is 'A school''s month: pupil-days present and marked, distinct pupils, first and last day with a mark.';

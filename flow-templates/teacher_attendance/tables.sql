-- Sums at school grain; every report is made from these and the masters, never from the teachers' rows.
-- Codes: 1 present, 2 absent, 3 half leave, 4 full leave, 5 holiday, 6 on duty, 7 in training.
create table if not exists agg.teacher_attendance_day (
    school_id  bigint         not null,
    day        date           not null,
    present    numeric(10, 1) not null,
    marked     integer        not null,
    on_duty    integer        not null,
    training   integer        not null,
    half_leave integer        not null,
    full_leave integer        not null,
    teachers   integer        not null,
    primary key (school_id, day)
);
--;;
comment on table agg.teacher_attendance_day is
    'Teachers of a school on a day: present (codes 1, 6, 7; a half leave counts one half), marked (all codes but 5), teachers (any code). No row without a code.';
--;;
create index if not exists teacher_attendance_day_by_day on agg.teacher_attendance_day using brin (day);
--;;
create table if not exists agg.teacher_attendance_month (
    school_id   bigint         not null,
    month_start date           not null,
    present     numeric(10, 1) not null,
    marked      integer        not null,
    on_duty     integer        not null,
    training    integer        not null,
    half_leave  integer        not null,
    full_leave  integer        not null,
    teachers    integer        not null,
    first_day   date,
    last_day    date,
    primary key (school_id, month_start)
);
--;;
comment on table agg.teacher_attendance_month is
    'A school''s month: the sums of its days, distinct teachers with a row, first and last day with a mark.';
--;;
create table if not exists agg.teacher_seen (
    school_id   bigint not null,
    teacher_id  bigint not null,
    first_month date   not null,
    last_month  date   not null,
    primary key (school_id, teacher_id)
);
--;;
comment on table agg.teacher_seen is
    'First and last month with a row of the teacher at the school: distinct teachers of long periods without a scan of all months.';
--;;
-- What the reports on several sources show of this one (see the folder composite).
create or replace function agg.teacher_attendance_metric(period text, asof date, weekly_holidays text)
    returns table (metric text, school_id bigint, numerator numeric, denominator numeric, banded numeric, first_day date, last_day date)
    language sql stable as $$
with span as (
    select case period when 'last_30_days' then asof - 29 when 'latest' then latest.month_start else '-infinity' end as from_day,
           case period when 'last_30_days' then asof when 'latest' then (latest.month_start + interval '1 month' - interval '1 day')::date else 'infinity' end as to_day
      from (select max(month_start) as month_start from agg.teacher_attendance_month where marked > 0) as latest
)
select 'teacher_attendance', school_id, sum(present)::numeric, sum(marked)::numeric, null::numeric, min(day), max(day)
  from span
  join agg.teacher_attendance_day on day between from_day and to_day
 where marked > 0
   and to_char(day, 'FMDAY') <> all (regexp_split_to_array(upper(trim(coalesce(weekly_holidays, ''))), '[ ,;]+'))
 group by school_id
$$;
--;;
-- Readers of the database; nobody reads which teachers were seen.
grant select on agg.teacher_attendance_day, agg.teacher_attendance_month to cqube_viewer, cqube_creator;
--;;
create or replace view pub.teacher_attendance_day as
select school_id, day, present, marked, on_duty, training, half_leave, full_leave, teachers,
       round(100.0 * present / nullif(marked, 0), 1) as percent_present
  from agg.teacher_attendance_day;
--;;
comment on view pub.teacher_attendance_day is 'Teachers of a school on a day, by code; a half leave counts one half as present.';
--;;
create or replace view pub.teacher_attendance_month as
select school_id, month_start, present, marked, on_duty, training, half_leave, full_leave, teachers, first_day, last_day,
       round(100.0 * present / nullif(marked, 0), 1) as percent_present
  from agg.teacher_attendance_month;
--;;
comment on view pub.teacher_attendance_month is 'A school''s month: the sums of its days, distinct teachers, first and last day with a mark.';

-- Days that schools have no code for, by month; schools are those with a code in the month. A day with no school at all: nobody sent
-- it, perhaps a holiday. Days after the last one with data are not missing yet. Which schools: meta.missing_day.
with known as (
    select distinct month_start from agg.teacher_attendance_month
), touched_month as (
    select date_trunc('month', split_part(key_value, '|', 2)::date)::date as month_start
      from touched
     where source = 'teacher_attendance' and key_kind in ('day', 'month')
), month as (
    -- and the month before, whose end counts as soon as a later day has data
    select month_start from known
     where month_start in (select month_start from touched_month)
        or month_start in (select (month_start - interval '1 month')::date from touched_month)
        or exists (select from touched where source <> 'teacher_attendance')
        or not exists (select from touched)
), span as (
    select month.month_start, bounds.first_day, bounds.schools,
           case when exists (select from known as later where later.month_start > month.month_start)
                then (month.month_start + interval '1 month' - interval '1 day')::date else bounds.last_day end as last_day
      from month
     cross join lateral (select min(day) as first_day, max(day) as last_day, count(distinct school_id) as schools
                           from agg.teacher_attendance_day
                          where day >= month.month_start and day < month.month_start + interval '1 month') as bounds
), line as (
    select span.month_start, each.day::date as day,
           count(stored.school_id) as schools, span.schools - count(stored.school_id) as missing
      from span
     cross join lateral generate_series(
                  case when exists (select from known as earlier where earlier.month_start < span.month_start)
                       then span.month_start else span.first_day end, span.last_day, interval '1 day') as each(day)
      left join agg.teacher_attendance_day as stored on stored.day = each.day::date
     group by span.month_start, each.day, span.schools
    having count(stored.school_id) < span.schools
)
select format('period=%s/level=state', to_char(month_start, 'YYYY-MM')) as partition,
       null::text as parent,
       concat('{"schema":"cqube.list/1","source":"teacher_attendance","report":"missing-days","level":"state","parent":null,"rows":[',
              string_agg(format('{"day":"%s","schools":%s,"missing":%s}', day, schools, missing), ',' order by day),
              ']}')::json as body
  from line
 group by month_start
union all
-- months that lack no day any more, or lost all their data
select format('period=%s', to_char(month_start, 'YYYY-MM')), null, null
  from (select month_start from month union select month_start from touched_month) as asked
 where month_start not in (select month_start from line)
 order by 1

-- Recomputes the touched days, months and teachers from fact.teacher_attendance, one school's month after the other:
-- its rows lie together in the primary key, and 31 small groups need no large hash table.

-- A school's month with the span of its touched days; a teacher's month without any value touches the month alone.
create temp table touched_month on commit drop as
select school_id,
       date_trunc('month', day)::date as month_start,
       min(extract(day from day)::int) filter (where key_kind = 'day') as first_day,
       max(extract(day from day)::int) filter (where key_kind = 'day') as last_day
  from (select split_part(key_value, '|', 1)::bigint as school_id,
               split_part(key_value, '|', 2)::date as day,
               key_kind
          from touched
         where source = 'teacher_attendance' and key_kind in ('day', 'month')) as key
 group by 1, 2;
--;;
analyze touched_month;
--;;
delete from agg.teacher_attendance_day as stored
 using touched_month as t
 where stored.school_id = t.school_id
   and stored.day between t.month_start + t.first_day - 1 and t.month_start + t.last_day - 1;
--;;
insert into agg.teacher_attendance_day (school_id, day, present, marked, on_duty, training, half_leave, full_leave, teachers)
select t.school_id, t.month_start + counted.day_number - 1,
       counted.present, counted.marked, counted.on_duty, counted.training, counted.half_leave, counted.full_leave, counted.teachers
  from touched_month as t
 cross join lateral (
       select day_number,
              sum(case when code in (1, 6, 7) then 1 when code = 3 then 0.5 else 0 end) as present,
              count(*) filter (where code <> 5) as marked,
              count(*) filter (where code = 6) as on_duty,
              count(*) filter (where code = 7) as training,
              count(*) filter (where code = 3) as half_leave,
              count(*) filter (where code = 4) as full_leave,
              count(*) as teachers
         from (select unnest(f.days[t.first_day:t.last_day]) as code,
                      generate_series(t.first_day, t.last_day) as day_number
                 from fact.teacher_attendance as f
                where f.school_id = t.school_id and f.month_start = t.month_start) as cell
        where code is not null
        group by day_number) as counted;
--;;
delete from agg.teacher_attendance_month as stored
 using touched_month as t
 where stored.school_id = t.school_id and stored.month_start = t.month_start;
--;;
insert into agg.teacher_attendance_month (school_id, month_start, present, marked, on_duty, training, half_leave, full_leave, teachers, first_day, last_day)
select t.school_id, t.month_start, coalesce(d.present, 0), coalesce(d.marked, 0), coalesce(d.on_duty, 0), coalesce(d.training, 0),
       coalesce(d.half_leave, 0), coalesce(d.full_leave, 0), persons.n, d.first_day, d.last_day
  from touched_month as t
 cross join lateral (
       select count(*) as n
         from fact.teacher_attendance as f
        where f.school_id = t.school_id and f.month_start = t.month_start) as persons
 cross join lateral (
       select sum(present) as present, sum(marked) as marked, sum(on_duty) as on_duty, sum(training) as training,
              sum(half_leave) as half_leave, sum(full_leave) as full_leave,
              min(day) filter (where marked > 0) as first_day,
              max(day) filter (where marked > 0) as last_day
         from agg.teacher_attendance_day
        where school_id = t.school_id
          and day between t.month_start and (t.month_start + interval '1 month' - interval '1 day')::date) as d
 where persons.n > 0;
--;;
-- Teachers whose first or last month was taken away (a replay deletes) are looked up again; there are few, and mostly none.
create temp table doubtful_teacher on commit drop as
select seen.school_id, seen.teacher_id
  from touched_month as t
  join agg.teacher_seen as seen on seen.school_id = t.school_id and t.month_start in (seen.first_month, seen.last_month)
 where not exists (
       select from fact.teacher_attendance as f
        where f.school_id = seen.school_id and f.teacher_id = seen.teacher_id and f.month_start = t.month_start
          -- follows from the line above; said for the pruning of partitions
          and f.month_start between (select min(month_start) from touched_month) and (select max(month_start) from touched_month))
 group by 1, 2;
--;;
delete from agg.teacher_seen as seen
 using doubtful_teacher as d
 where seen.school_id = d.school_id and seen.teacher_id = d.teacher_id;
--;;
insert into agg.teacher_seen (school_id, teacher_id, first_month, last_month)
select f.school_id, f.teacher_id, min(f.month_start), max(f.month_start)
  from doubtful_teacher as d
  join fact.teacher_attendance as f on f.school_id = d.school_id and f.teacher_id = d.teacher_id
 group by 1, 2;
--;;
insert into agg.teacher_seen as seen (school_id, teacher_id, first_month, last_month)
select f.school_id, f.teacher_id, min(f.month_start), max(f.month_start)
  from touched_month as t
 cross join lateral (
       select school_id, teacher_id, month_start
         from fact.teacher_attendance
        where school_id = t.school_id and month_start = t.month_start) as f
  left join agg.teacher_seen as known on known.school_id = f.school_id and known.teacher_id = f.teacher_id
 where known.teacher_id is null or f.month_start < known.first_month or f.month_start > known.last_month
 group by 1, 2
    on conflict (school_id, teacher_id) do update
   set first_month = least(seen.first_month, excluded.first_month),
       last_month = greatest(seen.last_month, excluded.last_month);

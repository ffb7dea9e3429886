-- Recomputes the touched days, months and pupils from fact.student_attendance, one school's month after the other:
-- its rows lie together in the primary key, and 31 small groups need no large hash table.

-- A school's month with the span of its touched days; a pupil's month without any value touches the month alone.
create temp table touched_month on commit drop as
select school_id,
       date_trunc('month', day)::date as month_start,
       min(extract(day from day)::int) filter (where key_kind = 'day') as first_day,
       max(extract(day from day)::int) filter (where key_kind = 'day') as last_day
  from (select split_part(key_value, '|', 1)::bigint as school_id,
               split_part(key_value, '|', 2)::date as day,
               key_kind
          from touched
         where source = 'student_attendance' and key_kind in ('day', 'month')) as key
 group by 1, 2;
--;;
analyze touched_month;
--;;
delete from agg.student_attendance_day as stored
 using touched_month as t
 where stored.school_id = t.school_id
   and stored.day between t.month_start + t.first_day - 1 and t.month_start + t.last_day - 1;
--;;
insert into agg.student_attendance_day (school_id, day, present, marked, students)
select t.school_id, t.month_start + counted.day_number - 1, counted.present, counted.marked, counted.students
  from touched_month as t
 cross join lateral (
       select day_number,
              count(*) filter (where code = 1) as present,
              count(*) filter (where code in (1, 2)) as marked,
              count(*) as students
         from (select unnest(f.days[t.first_day:t.last_day]) as code,
                      generate_series(t.first_day, t.last_day) as day_number
                 from fact.student_attendance as f
                where f.school_id = t.school_id and f.month_start = t.month_start) as cell
        where code is not null
        group by day_number) as counted;
--;;
delete from agg.student_attendance_month as stored
 using touched_month as t
 where stored.school_id = t.school_id and stored.month_start = t.month_start;
--;;
insert into agg.student_attendance_month (school_id, month_start, present, marked, students, first_day, last_day)
select t.school_id, t.month_start, coalesce(d.present, 0), coalesce(d.marked, 0), persons.n, d.first_day, d.last_day
  from touched_month as t
 cross join lateral (
       select count(*) as n
         from fact.student_attendance as f
        where f.school_id = t.school_id and f.month_start = t.month_start) as persons
 cross join lateral (
       select sum(present) as present,
              sum(marked) as marked,
              min(day) filter (where marked > 0) as first_day,
              max(day) filter (where marked > 0) as last_day
         from agg.student_attendance_day
        where school_id = t.school_id
          and day between t.month_start and (t.month_start + interval '1 month' - interval '1 day')::date) as d
 where persons.n > 0;
--;;
-- Pupils whose first or last month was taken away (a replay deletes) are looked up again; there are few, and mostly none.
create temp table doubtful_pupil on commit drop as
select seen.school_id, seen.student_id
  from touched_month as t
  join agg.student_seen as seen on seen.school_id = t.school_id and t.month_start in (seen.first_month, seen.last_month)
 where not exists (
       select from fact.student_attendance as f
        where f.school_id = seen.school_id and f.student_id = seen.student_id and f.month_start = t.month_start
          -- follows from the line above; said for the pruning of partitions
          and f.month_start between (select min(month_start) from touched_month) and (select max(month_start) from touched_month))
 group by 1, 2;
--;;
delete from agg.student_seen as seen
 using doubtful_pupil as d
 where seen.school_id = d.school_id and seen.student_id = d.student_id;
--;;
insert into agg.student_seen (school_id, student_id, first_month, last_month)
select f.school_id, f.student_id, min(f.month_start), max(f.month_start)
  from doubtful_pupil as d
  join fact.student_attendance as f on f.school_id = d.school_id and f.student_id = d.student_id
 group by 1, 2;
--;;
insert into agg.student_seen as seen (school_id, student_id, first_month, last_month)
select f.school_id, f.student_id, min(f.month_start), max(f.month_start)
  from touched_month as t
 cross join lateral (
       select school_id, student_id, month_start
         from fact.student_attendance
        where school_id = t.school_id and month_start = t.month_start) as f
  left join agg.student_seen as known on known.school_id = f.school_id and known.student_id = f.student_id
 where known.student_id is null or f.month_start < known.first_month or f.month_start > known.last_month
 group by 1, 2
    on conflict (school_id, student_id) do update
   set first_month = least(seen.first_month, excluded.first_month),
       last_month = greatest(seen.last_month, excluded.last_month);
--;;
-- Teachers' reports print pupils per teacher. They are told here and not by the load, whose keys might be taken before
-- the months above are counted.
insert into meta.touched (owner_source, source, key_kind, key_value, emission_id)
select 'teacher_attendance', 'student_attendance', 'month', school_id || '|' || month_start, 0
  from touched_month
    on conflict (owner_source, source, key_kind, key_value) where run_id is null do nothing

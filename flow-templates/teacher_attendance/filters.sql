-- What a dashboard offers to choose from: exactly the months, years and filters that have files; and a month's header, which
-- says how many units have data in it. A month is complete at its end, that of the run with the run's day.
with counted as (
    select distinct month.school_id, place.management, place.category
      from agg.teacher_attendance_month as month
      join master.school_place as place using (school_id)
     cross join run
     where place.has_geo or not run.require_geo
), known_month as (
    select distinct month_start
      from agg.teacher_attendance_month
     where school_id in (select school_id from counted)
), known_year as (
    select distinct extract(year from month_start - make_interval(months => academic_year_start_month - 1))::int as year
      from known_month cross join run
), cluster_month as (
    -- far fewer rows than schools, for the distinct counts
    select month_start, district, block, cluster, count(*) filter (where marked > 0) as schools, sum(teachers) as teachers,
           min(first_day) as first_day, max(last_day) as last_day
      from agg.teacher_attendance_month as month
      join master.school_place as place using (school_id)
     cross join run
     where place.has_geo or not run.require_geo
     group by 1, 2, 3, 4
), month_count as (
    select to_char(month_start, 'YYYY-MM') as month,
           json_build_object('districts', count(distinct district), 'blocks', count(distinct block), 'clusters', count(distinct cluster),
                             'schools', sum(schools), 'teachers', sum(teachers),
                             'dataFrom', min(first_day),
                             'dataUpTo', case when run.asof >= month_start
                                              then least(run.asof, (month_start + interval '1 month' - interval '1 day')::date)
                                              else max(last_day) end) as counts
      from cluster_month cross join run
     group by month_start, run.asof
), bounds as (
    select min(first_day) as data_from, max(last_day) as data_up_to
      from agg.teacher_attendance_month
)
select data_from,
       data_up_to,
       concat('{"academicYears":', coalesce((select json_agg(format('%s-%s', year, lpad(((year + 1) % 100)::text, 2, '0')) order by year) from known_year)::text, '[]'),
              ',"months":', coalesce((select json_agg(to_char(month_start, 'YYYY-MM') order by month_start) from known_month)::text, '[]'),
              ',"monthCounts":', coalesce((select json_object_agg(month, counts order by month) from month_count)::text, '{}'),
              ',"periods":', case when exists (select from counted)
                                  then '["last_day","last_7_days","last_30_days","overall","year_to_date"]' else '[]' end,
              ',"managements":[', (
                  select string_agg(format('{"id":"%s","name":%s}', id, to_json(coalesce(name, id))), ',' order by id::int)
                    from (select distinct management as id from counted where management is not null) as used
                    left join master.school_management on management_id::text = id),
              '],"categories":[', (
                  select string_agg(format('{"id":"%s","name":%s}', id, to_json(coalesce(name, id))), ',' order by id::int)
                    from (select distinct category as id from counted where category is not null) as used
                    left join master.school_category on category_id::text = id),
              ']}')::json as filters
  from bounds

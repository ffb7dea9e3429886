-- The days that the metrics come from, and the metrics that a dashboard offers as axes.
with measured as materialized (
    select m.metric, m.first_day, m.last_day
      from run
     cross join lateral agg.school_metrics('latest', run.asof, run.weekly_holidays) as m
      join master.school_place as place using (school_id)
     where place.has_geo or not run.require_geo
), shown as (
    select metric, min(first_day) as first_day, max(last_day) as last_day,
           coalesce(max(place), 1000) as place, coalesce(max(label), metric) as label, coalesce(max(unit), 'percent') as unit
      from measured left join config.composite_metric using (metric)
     where coalesce(in_composite, metric not like '%.%')
     group by metric
)
select min(first_day) as data_from,
       max(last_day) as data_up_to,
       concat('{"metrics":[', string_agg(format('{"id":%s,"name":%s,"unit":"%s"}', to_json(metric), to_json(label), unit), ',' order by place, metric),
              '],"managements":[', (
                  select string_agg(format('{"id":"%s","name":%s}', id, to_json(coalesce(name, id))), ',' order by id::int)
                    from (select distinct management as id from master.school_place where management is not null) as used
                    left join master.school_management on management_id::text = id),
              ']}')::json as filters
  from shown

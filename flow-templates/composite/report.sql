-- A line per unit with every metric that is switched on and has data, by management and level; a row is one file.
-- What a unit has no data for is null. One snapshot, no periods: each metric is the newest that its source has.
with setting as (
    select asof, state_name, require_geo, weekly_holidays from run limit 1
), place as (
    select place.*
      from master.school_place as place cross join setting
     where place.has_geo or not setting.require_geo
), unit as materialized (
    select * from master.unit
), the_state as (
    select case when count(distinct state) = 1 then max(state) end as id from place
), measured as materialized (
    select m.metric, m.school_id, m.numerator, m.denominator, m.first_day, m.last_day
      from setting
     cross join lateral agg.school_metrics('latest', setting.asof, setting.weekly_holidays) as m
), shown as materialized (
    select metric, coalesce(place, 1000) as place, coalesce(unit, 'percent') as unit, coalesce(decimals, 1) as decimals,
           coalesce(levels, '{state,district,block,cluster,school}') as levels
      from (select distinct metric from measured join place using (school_id)) as known
      left join config.composite_metric using (metric)
     where coalesce(in_composite, metric not like '%.%')
), bounds as (
    select min(first_day) as first_day, max(last_day) as last_day from measured join shown using (metric)
), area_unit as (
    select management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state, '') as id,
           district, block, cluster, count(*) as schools
      from place
     cross join lateral (values ('all'), (place.management)) as management (id)
     where management.id is not null and exists (select from shown)
     group by management.id, rollup (state, district, block, cluster, school)
), area_metric as (
    select metric, management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state, '') as id,
           case when shown.unit = 'count' then trim_scale(sum(numerator))
                else round(100.0 * sum(numerator) / nullif(sum(denominator), 0), shown.decimals) end as value
      from measured
      join shown using (metric)
      join place using (school_id)
     cross join lateral (values ('all'), (place.management)) as management (id)
     where management.id is not null
     group by metric, shown.unit, shown.decimals, management.id, rollup (state, district, block, cluster, school)
), area as (
    select management, level, area_unit.id, district, block, cluster,
           concat('{"schools":', schools,
                  string_agg(format(',%s:%s', to_json(metric), coalesce(value::text, 'null')), '' order by shown.place, metric)
                      filter (where level = any (levels) or level = 'all'), '}') as sums
      from area_unit
     cross join shown
      left join area_metric using (metric, management, level, id)
     group by management, level, area_unit.id, district, block, cluster, schools
), line as (
    -- one file per level; schools by block
    select management, area.level, area.id,
           case when area.level = 'school' then block else '' end as parent,
           master.report_line(area.level, area.id, coalesce(unit.name, case when area.id = the_state.id then setting.state_name end),
                              district, block, cluster, unit.lat, unit.lon, '"values":' || sums) as body
      from area
      left join unit on unit.level = area.level and unit.id = area.id
     cross join the_state
     cross join setting
     where area.level <> 'all'
), total as (
    select management, file.level, file.parent,
           string_agg(to_json(area.id) || ':' || sums, ',' order by area.id) as parents
      from area
      join lateral (values ('state', 'district', ''), ('district', 'block', ''), ('block', 'cluster', ''), ('block', 'school', area.id))
           as file (level_of_parent, level, parent) on file.level_of_parent = area.level
     group by 1, 2, 3
), file as (
    select management, level, parent, string_agg(body, ',' order by id) as lines
      from line
     group by 1, 2, 3
), level_column as (
    select level, string_agg(concat(',{"key":', to_json(metric), ',"unit":"', unit, '"',
                                    case when unit <> 'count' then concat(',"decimals":', decimals, ',"higherIsBetter":true') end, '}'),
                             '' order by place, metric) as columns
      from shown cross join unnest(levels) as level
     group by 1
)
select concat('management=', management, '/level=', file.level, '/parent=' || nullif(file.parent, '')) as partition,
       nullif(file.parent, '') as parent,
       concat(master.report_head('composite', 'report', file.level, file.parent, the_state.id,
                                 format('"management":"%s"', management), bounds.first_day, bounds.last_day,
                                 '{"key":"schools","unit":"count"}' || coalesce(level_column.columns, '')),
              ',"rows":[', file.lines,
              '],"totals":{"parents":{', total.parents, '}',
              case when file.level <> 'school' then ',"all":' || whole.sums end,
              '}}')::json as body
  from file
  left join total using (management, level, parent)
  left join level_column using (level)
  join area as whole using (management)
 cross join the_state
 cross join bounds
 where whole.level = 'all'
 order by 1

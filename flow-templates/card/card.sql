-- Progress cards by period, management and level: a card per unit, a box per metric. A row is one file; it holds the children
-- of one unit, schools come by block. Bands count schools; ranks compare units of a level by the value that is printed.
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
    select span.period, m.*
      from setting
     cross join (values ('overall'), ('last_30_days')) as span (period)
     cross join lateral agg.school_metrics(span.period, setting.asof, setting.weekly_holidays) as m
      join place using (school_id)
), shown as materialized (
    -- a part goes with its box, and is printed like it unless it has a line of its own
    select known.metric, box, known.metric <> box as is_part, coalesce(of_box.place, 1000) as place,
           coalesce(own.unit, of_box.unit, 'percent') as unit, coalesce(own.decimals, of_box.decimals, 1) as decimals
      from (select distinct metric, split_part(metric, '.', 1) as box from measured) as known
      left join config.composite_metric as own on own.metric = known.metric
      left join config.composite_metric as of_box on of_box.metric = box
     where coalesce(of_box.in_card, true)
), bounds as (
    select period, min(first_day) as first_day, max(last_day) as last_day
      from measured join shown using (metric)
     group by 1
), band as materialized (
    select shown.metric, b.band, b.above, b.up_to, b.score
      from shown
      join config.score_band as b
        on b.metric = case when exists (select from config.score_band as own where own.metric = shown.metric) then shown.metric else '' end
     where not is_part and unit <> 'count'
), school_value as materialized (
    select period, metric, box, is_part, unit, decimals, management, state, district, block, cluster, school, numerator, denominator,
           coalesce(banded, round(100.0 * numerator / nullif(denominator, 0), decimals)) as banded
      from measured
      join shown using (metric)
      join place using (school_id)
), school_band as (
    select period, metric, management, state, district, block, cluster, school, band.band, band.score
      from school_value
      join band using (metric)
     where (band.above is null or banded > band.above) and (band.up_to is null or banded <= band.up_to)
), area_unit as (
    select management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' else 'state' end as level,
           coalesce(school, cluster, block, district, state) as id,
           district, block, cluster, count(*) as schools
      from place
     cross join lateral (values ('all'), (place.management)) as management (id)
     where management.id is not null and exists (select from shown)
     group by management.id, state, rollup (district, block, cluster, school)
), area as materialized (
    select period, metric, box, is_part, unit, management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' else 'state' end as level,
           coalesce(school, cluster, block, district, state) as id,
           district, block, cluster, count(*) as schools,
           case when unit = 'count' then trim_scale(sum(numerator))
                else round(100.0 * sum(numerator) / nullif(sum(denominator), 0), decimals) end as value,
           1 - round((sum(denominator) - sum(numerator)) / nullif(sum(denominator), 0), 2) as reached
      from school_value as s
     cross join lateral (values ('all'), (s.management)) as management (id)
     where management.id is not null
     group by period, metric, box, is_part, unit, decimals, management.id, state, rollup (district, block, cluster, school)
), area_band as (
    select period, metric, management.id as management,
           case grouping(state, district, block, cluster) when 0 then 'cluster' when 1 then 'block' when 3 then 'district' else 'state' end as level,
           coalesce(cluster, block, district, state) as id, band, count(*) as n
      from school_band as s
     cross join lateral (values ('all'), (s.management)) as management (id)
     where management.id is not null
     group by period, metric, management.id, band, state, rollup (district, block, cluster)
), area_bands as (
    select period, metric, management, level, area.id,
           '"bands":[' || string_agg(format('{"band":%s,"schools":%s,"percent":%s}', to_json(band.band), coalesce(area_band.n, 0),
                                            round(100.0 * coalesce(area_band.n, 0) / area.schools, 2)), ',' order by band.above nulls first, band.band) || ']' as bands,
           -- one minus the share of schools that were not reached at all
           case when count(band.score) > 0 then max(area.reached) end as score
      from area
      join band using (metric)
      left join area_band using (period, metric, management, level, id, band)
     where level <> 'school'
     group by period, metric, management, level, area.id
    union all
    select period, metric, management.id, 'school', school, concat('"band":', to_json(band)), round(score, 2)
      from school_band as s
     cross join lateral (values ('all'), (s.management)) as management (id)
     where management.id is not null
), ranked as (
    select period, metric, management, level, id,
           rank() over (whole order by value desc) as in_state, count(*) over whole as of_state,
           rank() over (in_district order by value desc) as in_district, count(*) over in_district as of_district,
           rank() over (in_block order by value desc) as in_block, count(*) over in_block as of_block,
           rank() over (in_cluster order by value desc) as in_cluster, count(*) over in_cluster as of_cluster
      from area
     where not is_part and unit <> 'count' and value is not null and level <> 'state'
    window whole as (partition by period, metric, management, level),
           in_district as (partition by period, metric, management, level, district),
           in_block as (partition by period, metric, management, level, district, block),
           in_cluster as (partition by period, metric, management, level, district, block, cluster)
), expected as (
    -- what a part is measured by: the mean of the districts
    select period, metric, management, round(avg(value), 0) as value from area where is_part and level = 'district' group by 1, 2, 3
), parts as (
    select period, box as metric, management, level, area.id,
           string_agg(concat(to_json(split_part(metric, '.', 2)), ':', coalesce(area.value::text, 'null')), ',' order by metric) as parts,
           string_agg(to_json(split_part(metric, '.', 2))::text, ',' order by metric) filter (where area.value < expected.value - 5) as focus
      from area
      join expected using (period, metric, management)
     where is_part
     group by period, box, management, level, area.id
), box as (
    select period, metric, management, level, area.id,
           concat('{"value":', coalesce(area.value::text, 'null'), ',"schools":', area.schools, ',' || area_bands.bands,
                  case when in_state is not null then
                      concat(',"ranks":{',
                             case when level = 'school' then format('"cluster":{"rank":%s,"of":%s},', in_cluster, of_cluster) end,
                             case when level in ('cluster', 'school') then format('"block":{"rank":%s,"of":%s},', in_block, of_block) end,
                             case when level <> 'district' then format('"district":{"rank":%s,"of":%s},', in_district, of_district) end,
                             format('"state":{"rank":%s,"of":%s}}', in_state, of_state)) end,
                  ',"stateScore":' || coalesce(area_bands.score, 1 - round(1.0 * in_state / of_state, 2)),
                  ',"parts":{' || parts.parts || '},"focus":[', case when parts.parts is not null then coalesce(parts.focus, '') || ']' end, '}') as body
      from area
      left join area_bands using (period, metric, management, level, id)
      left join ranked using (period, metric, management, level, id)
      left join parts using (period, metric, management, level, id)
     where not is_part and unit <> 'count'
), card as (
    select period, management, level, u.id, district, block, cluster,
           concat('"basics":{"schools":', u.schools,
                  string_agg(format(',%s:%s', to_json(metric), coalesce(counted.value::text, 'null')), '' order by place, metric) filter (where unit = 'count'),
                  '},"boxes":{',
                  string_agg(format('%s:%s', to_json(metric), coalesce(box.body, 'null')), ',' order by place, metric) filter (where unit <> 'count'),
                  '}') as body
      from area_unit as u
     cross join (values ('overall'), ('last_30_days')) as span (period)
     cross join (select * from shown where not is_part) as shown
      left join (select period, metric, management, level, id, value from area where unit = 'count') as counted using (period, metric, management, level, id)
      left join box using (period, metric, management, level, id)
     group by period, management, level, u.id, district, block, cluster, u.schools
), line as (
    select period, management, card.level, card.id,
           case card.level when 'block' then district when 'cluster' then block when 'school' then block else '' end as parent,
           master.report_line(card.level, card.id, coalesce(unit.name, case when card.id = the_state.id then setting.state_name end),
                              district, block, cluster, unit.lat, unit.lon, card.body) as body
      from card
      left join unit on unit.level = card.level and unit.id = card.id
     cross join the_state
     cross join setting
)
select concat('period=', period, '/management=', management, '/level=', line.level, '/parent=' || nullif(parent, '')) as partition,
       nullif(parent, '') as parent,
       concat('{"schema":"cqube.card/1","source":"card","report":"card","level":"', line.level, '","parent":',
              case when line.level = 'state' then 'null'
                   when line.level = 'district' then format('{"level":"state","id":%s}', coalesce(to_json(the_state.id)::text, 'null'))
                   else format('{"level":"%s","id":"%s"}', case line.level when 'block' then 'district' else 'block' end, parent) end,
              format(',"filters":{"period":"%s","management":"%s"}', period, management),
              ',"dataFrom":', coalesce(to_json(bounds.first_day)::text, 'null'),
              ',"dataUpTo":', coalesce(to_json(bounds.last_day)::text, 'null'),
              ',"rows":[', string_agg(line.body, ',' order by line.id), ']}')::json as body
  from line
  left join bounds using (period)
 cross join the_state
 group by period, management, line.level, parent, the_state.id, bounds.first_day, bounds.last_day
 union all
-- all of it is in the answer, even if that is nothing
select '', null, null
 order by 1

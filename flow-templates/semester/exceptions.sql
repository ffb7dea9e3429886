-- Schools without marks above 0 in a semester, by management and level; a row is one file of the output bucket.
-- Every school of the masters is asked for, and a complete unit is listed with 0. Files of schools list the missing ones.
with setting as (
    select state_name, require_geo from run limit 1
), place as (
    select place.*
      from master.school_place as place cross join setting
     where place.has_geo or not setting.require_geo
), unit as materialized (
    select * from master.unit
), the_state as (
    select case when count(distinct state) = 1 then max(state) end as id from place
), rewritten_year as (
    -- years with touched classes; all of them when a master or the configuration was touched, or when nothing says what was
    select split_part(key_value, '|', 2) as academic_year from touched where source = 'semester' and key_kind = 'class'
    union
    select academic_year
      from agg.semester_class
     where exists (select from touched where source <> 'semester')
        or not exists (select from touched)
), given as (
    select academic_year, semester, school_id
      from agg.semester join rewritten_year using (academic_year)
     group by 1, 2, 3
    having sum(obtained) > 0
), school_value as (
    select held.academic_year, held.semester, place.*, given.school_id is null as is_missing
      from (select distinct academic_year, semester from agg.semester_class join rewritten_year using (academic_year)) as held
     cross join place
      left join given using (academic_year, semester, school_id)
), area as (
    select academic_year, semester, management.id as management,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' when 15 then 'state' else 'all' end as level,
           coalesce(school, cluster, block, district, state) as id,
           district, block, cluster,
           bool_or(is_missing) as is_missing,
           format('{"schools":%s,"missing":%s,"missingPercent":%s}', count(*), count(*) filter (where is_missing),
                  round(100.0 * count(*) filter (where is_missing) / count(*), 2)) as sums
      from school_value as s
     cross join lateral (values ('all'), (s.management)) as management (id)
     where management.id is not null
     group by academic_year, semester, management.id, rollup (state, district, block, cluster, school)
), line as (
    -- one file per level; schools by block
    select academic_year, semester, management, area.level, area.id,
           case when area.level = 'school' then block else '' end as parent,
           master.report_line(area.level, area.id, coalesce(unit.name, case when area.id = the_state.id then setting.state_name end),
                              district, block, cluster, unit.lat, unit.lon,
                              '"values":' || case when area.level = 'school' then '{"missing":1}' else sums end) as body
      from area
      left join unit on unit.level = area.level and unit.id = area.id
     cross join the_state
     cross join setting
     where area.level <> 'all' and (area.level <> 'school' or area.is_missing)
), total as (
    select academic_year, semester, management, file.level, file.parent,
           string_agg(to_json(area.id) || ':' || sums, ',' order by area.id) as parents
      from area
      join lateral (values ('state', 'district', ''), ('district', 'block', ''), ('block', 'cluster', ''), ('block', 'school', area.id))
           as file (level_of_parent, level, parent) on file.level_of_parent = area.level
     group by 1, 2, 3, 4, 5
), file as (
    select academic_year, semester, management, level, parent, string_agg(body, ',' order by id) as lines
      from line
     group by 1, 2, 3, 4, 5
)
select format('period=%s/semester=%s/management=%s/level=%s', academic_year, semester, management, file.level)
           || case when file.parent <> '' then '/parent=' || file.parent else '' end as partition,
       nullif(file.parent, '') as parent,
       concat(master.report_head('semester', 'exceptions', file.level, file.parent, the_state.id,
                                 format('"period":"%s","semester":"%s","management":"%s"', academic_year, semester, management), null, null,
                                 case when file.level <> 'school' then '{"key":"schools","unit":"count"},' else '' end
                                 || '{"key":"missing","unit":"count","higherIsBetter":false}'
                                 || case when file.level <> 'school' then ',{"key":"missingPercent","unit":"percent","decimals":2,"higherIsBetter":false}' else '' end),
              ',"rows":[', file.lines,
              '],"totals":{"parents":{', total.parents, '}',
              case when file.level <> 'school' then ',"all":' || whole.sums end,
              '}}')::json as body
  from file
  left join total using (academic_year, semester, management, level, parent)
  join area as whole using (academic_year, semester, management)
 cross join the_state
 where whole.level = 'all'
 union all
-- all of it is in the answer, even if that is nothing
select 'period=' || academic_year, null, null from rewritten_year
 order by 1

-- Attendance as a table for report creators: a line per unit, three columns per month; a CSV per academic year and level.
-- Years are written anew when one of their months was touched; otherwise as in report.sql.
with setting as (
    select state_name, require_geo, academic_year_start_month,
           regexp_split_to_array(upper(trim(coalesce(weekly_holidays, ''))), '[ ,;]+') as weekly_holidays,
           trim(coalesce(weekly_holidays, '')) <> '' as has_weekly_holidays
      from run
     limit 1
), place as (
    select place.*
      from master.school_place as place cross join setting
     where place.has_geo or not setting.require_geo
), unit as materialized (
    select * from master.unit
), working_month as (
    select school_id, month_start, present, marked
      from agg.teacher_attendance_month cross join setting
     where not has_weekly_holidays
    union all
    select school_id, date_trunc('month', day)::date, sum(present), sum(marked)
      from agg.teacher_attendance_day cross join setting
     where has_weekly_holidays and marked > 0 and to_char(day, 'FMDAY') <> all (weekly_holidays)
     group by 1, 2
), rewritten_year as (
    select distinct extract(year from month_start - make_interval(months => academic_year_start_month - 1))::int as year
      from agg.teacher_attendance_month cross join setting
     where exists (select from touched where source not in ('teacher_attendance', 'student_attendance'))
        or not exists (select from touched)
        or extract(year from month_start - make_interval(months => academic_year_start_month - 1)) in (
               select extract(year from split_part(key_value, '|', 2)::date - make_interval(months => academic_year_start_month - 1))
                 from touched
                where source = 'teacher_attendance' and key_kind in ('day', 'month'))
), year_month as (
    select format('%s-%s', year, lpad(((year + 1) % 100)::text, 2, '0')) as year,
           (make_date(year, academic_year_start_month, 1) + make_interval(months => n))::date as month_start
      from rewritten_year cross join setting cross join generate_series(0, 11) as n
), area as (
    select year, month_start,
           case grouping(state, district, block, cluster, school)
               when 0 then 'school' when 1 then 'cluster' when 3 then 'block' when 7 then 'district' else 'state' end as level,
           coalesce(school, cluster, block, district, state) as id,
           state, district, block, cluster,
           concat_ws(',', coalesce(round(100.0 * sum(w.present) / nullif(sum(w.marked), 0), 1)::text, ''),
                     sum(month.teachers), count(*) filter (where w.marked > 0)) as cells
      from year_month
      join agg.teacher_attendance_month as month using (month_start)
      join place using (school_id)
      left join working_month as w using (school_id, month_start)
     group by year, month_start, state, rollup (district, block, cluster, school)
), line as (
    select year, level, known.id, known.state, known.district, known.block, known.cluster,
           string_agg(coalesce(cells, ',,'), ',' order by month_start) as months
      from (select distinct year, level, id, state, district, block, cluster from area) as known
      join year_month using (year)
      left join (select year, level, id, month_start, cells from area) as cell using (year, level, id, month_start)
     group by 1, 2, 3, 4, 5, 6, 7
), place_cells as (
    -- from the highest unit down to the line's own
    select line.*,
           concat_ws(',', line.state, master.csv_cell(setting.state_name),
                     line.district || ',' || master.csv_cell(d.name), line.block || ',' || master.csv_cell(b.name),
                     line.cluster || ',' || master.csv_cell(c.name),
                     case when line.level = 'school' then line.id || ',' || master.csv_cell(s.name) end) as place
      from line
     cross join setting
      left join unit as d on d.level = 'district' and d.id = line.district
      left join unit as b on b.level = 'block' and b.id = line.block
      left join unit as c on c.level = 'cluster' and c.id = line.cluster
      left join unit as s on s.level = 'school' and line.level = 'school' and s.id = line.id
), header as (
    select year, string_agg(format('%1$s attendance,%1$s teachers,%1$s schools', to_char(month_start, 'YYYY-MM')), ',' order by month_start) as months
      from year_month
     group by 1
)
select format('period=%s/level=%s', year, level) as partition,
       null::text as parent,
       concat('state_id,state_name',
              case when level <> 'state' then ',district_id,district_name' end,
              case when level not in ('state', 'district') then ',block_id,block_name' end,
              case when level in ('cluster', 'school') then ',cluster_id,cluster_name' end,
              case when level = 'school' then ',school_id,school_name' end,
              ',', header.months, E'\n',
              string_agg(place || ',' || place_cells.months || E'\n', '' order by id)) as body
  from place_cells join header using (year)
 group by year, level, header.months
union all
-- years that lost all their data, and the rest when nothing is left
select format('period=%s-%s', year, lpad(((year + 1) % 100)::text, 2, '0')), null, null
  from (select distinct extract(year from split_part(key_value, '|', 2)::date - make_interval(months => academic_year_start_month - 1))::int as year
          from touched cross join setting
         where source = 'teacher_attendance' and key_kind in ('day', 'month')) as touched_year
 where year not in (select extract(year from month_start - make_interval(months => academic_year_start_month - 1))::int
                      from agg.teacher_attendance_month cross join setting)
union all
select '', null, null
 where not exists (select from agg.teacher_attendance_month)
 order by 1

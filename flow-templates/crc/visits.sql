-- Inspections as a table for report creators; a CSV per month and block. Those without any place of the phone do not exist for
-- the reports, and are not here. Nothing tells who the coordinator was: no id, no name, no place of the phone, no text written freely.
with setting as (
    select state_name from run limit 1
), unit as materialized (
    select * from master.unit
), rewritten_month as (
    -- as in report.sql
    select distinct date_trunc('month', visit_date)::date as month_start
      from agg.crc_visit
     where date_trunc('month', visit_date)::date in (select key_value::date from touched where source = 'crc' and key_kind = 'month')
        or exists (select from touched where source <> 'crc')
        or not exists (select from touched)
), line as (
    select month_start, place.block, visit.visit_date, visit.inspection_id,
           concat_ws(',', place.state, master.csv_cell(setting.state_name), place.district, master.csv_cell(d.name),
                     place.block, master.csv_cell(b.name), place.cluster, master.csv_cell(c.name),
                     place.school, master.csv_cell(u.name), visit.inspection_id, visit.visit_date,
                     coalesce(to_char(f.start_time, 'HH24:MI'), ''), coalesce(to_char(f.end_time, 'HH24:MI'), ''),
                     coalesce(f.is_inspection::text, ''), visit.visited::text, visit.completed::text, coalesce(round(visit.distance_m, 1)::text, ''),
                     master.csv_cell(f.reason_type), coalesce(trim_scale(f.score)::text, ''), coalesce(trim_scale(f.total_score)::text, ''),
                     coalesce(f.total_class_rooms::text, ''), coalesce(f.actual_class_rooms::text, ''),
                     coalesce(f.total_suggestion_last_month::text, ''), coalesce(f.resolved_from_that::text, ''),
                     coalesce(f.is_offline::text, '')) as cells
      from rewritten_month
      join agg.crc_visit as visit on visit.visit_date >= month_start and visit.visit_date < month_start + interval '1 month'
      join fact.crc_visit as f using (inspection_id)
      join master.school_place as place on place.school_id = visit.school_id
     cross join setting
      left join unit as d on d.level = 'district' and d.id = place.district
      left join unit as b on b.level = 'block' and b.id = place.block
      left join unit as c on c.level = 'cluster' and c.id = place.cluster
      left join unit as u on u.level = 'school' and u.id = place.school
)
select format('period=%s/level=school/parent=%s', to_char(month_start, 'YYYY-MM'), block) as partition,
       block as parent,
       concat('state_id,state_name,district_id,district_name,block_id,block_name,cluster_id,cluster_name,school_id,school_name,',
              'inspection_id,visit_date,start_time,end_time,is_inspection,visited,completed,distance_m,reason_type,score,total_score,',
              E'total_class_rooms,actual_class_rooms,total_suggestion_last_month,resolved_from_that,is_offline\n',
              string_agg(cells || E'\n', '' order by visit_date, inspection_id)) as body
  from line
 group by month_start, block
union all
-- months that lost all their visits, and the rest when nothing is left
select 'period=' || left(key_value, 7), null, null
  from touched
 where source = 'crc' and key_kind = 'month'
   and key_value::date not in (select date_trunc('month', visit_date)::date from agg.crc_visit)
 group by 1
union all
select '', null, null
 where not exists (select from agg.crc_visit)
 order by 1

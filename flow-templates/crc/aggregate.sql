-- Judges the touched inspections anew and counts their days. Keys of the two files look alike, so that a key is taken
-- for the one and the other; a key that is in neither was deleted, and then everything is judged.
create temp table touched_id on commit drop as
select distinct key_value::bigint as id from touched where source = 'crc' and key_kind = 'key';
--;;
create temp table changed_inspection on commit drop as
with gone as (
    select exists (select from touched_id
                    where not exists (select from fact.crc_visit where inspection_id = id)
                      and not exists (select from fact.crc_location where location_id = id)) as any
)
select inspection_id from fact.crc_visit join touched_id on inspection_id = id
union
select inspection_id from fact.crc_location join touched_id on location_id = id
union
-- coordinates of a school changed
select inspection_id
  from fact.crc_location
 where school_id in (select key_value::bigint from touched where source = 'school_master' and key_kind = 'key')
union
select inspection_id from fact.crc_visit, gone where gone.any
union
select inspection_id from agg.crc_visit, gone where gone.any;
--;;
analyze changed_inspection;
--;;
update fact.crc_location as l
   set distance_m = new.distance_m
  from (select location_id, fact.distance_m(s.lat, s.lon, l.lat, l.lon) as distance_m
          from changed_inspection
          join fact.crc_location as l using (inspection_id)
          left join master.school as s on s.school_id = l.school_id and s.has_geo) as new
 where l.location_id = new.location_id
   and l.distance_m is distinct from new.distance_m;
--;;
-- An inspection without any place of the phone does not exist; of the places those at another school are not its own.
create temp table judged on commit drop as
select v.inspection_id,
       v.school_id,
       coalesce(v.visit_date, min(l.recorded_at)::date) as visit_date,
       bool_or(l.in_school) as visited,
       bool_or(l.in_school) and coalesce(v.is_inspection = 2, false) as completed,
       v.observer_id,
       min(l.distance_m) as distance_m
  from changed_inspection
  join fact.crc_visit as v using (inspection_id)
  join fact.crc_location as l on l.inspection_id = v.inspection_id and l.school_id = v.school_id
 group by v.inspection_id;
--;;
create temp table changed_day on commit drop as
select school_id, visit_date from agg.crc_visit join changed_inspection using (inspection_id)
union
select school_id, visit_date from judged;
--;;
delete from agg.crc_visit as stored
 using changed_inspection as changed
 where stored.inspection_id = changed.inspection_id
   and not exists (select from judged where judged.inspection_id = stored.inspection_id);
--;;
insert into agg.crc_visit as stored (inspection_id, school_id, visit_date, visited, completed, observer_id, distance_m)
select inspection_id, school_id, visit_date, visited, completed, observer_id, distance_m from judged
    on conflict (inspection_id) do update
   set school_id = excluded.school_id, visit_date = excluded.visit_date, visited = excluded.visited,
       completed = excluded.completed, observer_id = excluded.observer_id, distance_m = excluded.distance_m;
--;;
delete from agg.crc_visit_day as stored
 using changed_day as day
 where stored.school_id = day.school_id and stored.visit_date = day.visit_date;
--;;
insert into agg.crc_visit_day (school_id, visit_date, inspections, visits, completed, missed, observers, distance_sum, distances)
select school_id, visit_date, count(*),
       count(*) filter (where visited),
       count(*) filter (where completed),
       count(*) filter (where not visited),
       coalesce(array_agg(distinct observer_id order by observer_id) filter (where visited and observer_id is not null), '{}'),
       coalesce(sum(distance_m) filter (where visited), 0),
       count(distance_m) filter (where visited)
  from changed_day
  join agg.crc_visit using (school_id, visit_date)
 group by 1, 2;
;
--;;
-- Tells the reports of this run which months to write: that of an inspection's former day cannot be looked up any more.
insert into meta.touched (owner_source, source, key_kind, key_value, emission_id, run_id)
select distinct 'crc', 'crc', 'month', date_trunc('month', visit_date)::date::text, 0,
       (select max(run_id) from meta.run where source = 'crc' and state = 'aggregated')
  from changed_day
    on conflict do nothing

-- Scores the touched schools. Other weights touch every school; so does anything else that configuration changes.
create temp table changed_school on commit drop as
select key_value::bigint as school_id from touched where source = 'infrastructure' and key_kind = 'key'
union
select school_id
  from (select school_id from agg.infrastructure union select school_id from fact.infrastructure_school) as known
 where exists (select from touched where source = 'config')
    or not exists (select from agg.infrastructure);
--;;
analyze changed_school;
--;;
delete from agg.infrastructure as stored using changed_school as changed where stored.school_id = changed.school_id;
--;;
insert into agg.infrastructure (school_id, score, available, lacking)
with facility as materialized (
    select facility, weight from config.infra_facility where active
)
select school.school_id,
       -- without any weight there is no score
       case when exists (select from facility where weight > 0) then coalesce(sum(facility.weight) filter (where has.available), 0) end,
       coalesce(array_agg(facility.facility order by facility.facility) filter (where has.available), '{}'),
       coalesce(array_agg(facility.facility order by facility.facility) filter (where not has.available), '{}')
  from changed_school
  join fact.infrastructure_school as school using (school_id)
  left join (fact.infrastructure as has join facility on facility.facility = has.facility)
       on has.school_id = school.school_id
 group by 1

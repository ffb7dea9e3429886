-- What refuses a file of weights: rules weights.* (data-sources.md 6.3). Scores and status may change, names and categories not.
with given as (
    select incoming._line as line, incoming.infrastructure_name, incoming.infrastructure_category, incoming.score, incoming.status,
           stored.facility, stored.category,
           row_number() over (partition by incoming.infrastructure_name order by incoming._line) as nth,
           -- as it will be: a column that is switched off counts for nothing, else the status of this file, else what is in force
           coalesce(switch.active, true)
               and case when incoming.status in ('0', '1') then incoming.status = '1' else coalesce(facility.active, false) end as active
      from incoming
      left join config.infra_weight as stored on stored.facility = incoming.infrastructure_name
      left join config.infra_facility as facility on facility.facility = incoming.infrastructure_name
      left join config.field as switch on switch.source = 'infrastructure' and switch.field = incoming.infrastructure_name
)
select line, 'weights.names' as rule, 'infrastructure_name' as field, infrastructure_name as value,
       format('%s is no facility; the facilities: %s', infrastructure_name,
              (select string_agg(weight.facility, ', ' order by weight.facility) from config.infra_weight as weight)) as message
  from given
 where facility is null
union all
select line, 'weights.names', 'infrastructure_name', infrastructure_name, format('%s stands in two rows', infrastructure_name)
  from given
 where nth > 1
union all
select line, 'weights.names', 'infrastructure_category', coalesce(infrastructure_category, ''),
       format('%s belongs to the category %s, which a file of weights cannot change', facility, category)
  from given
 where facility is not null and lower(infrastructure_category) is distinct from lower(category)
union all
select null::bigint, 'weights.names', 'infrastructure_name', facility.facility,
       format('%s is active and has no row', facility.facility)
  from config.infra_facility as facility
 where facility.active and not exists (select from given where given.facility = facility.facility)
union all
select line, 'config.status', 'status', status,
       format('status of %s is %s, must be 1 (active) or 0 (inactive)', infrastructure_name, status)
  from given
 where status not in ('0', '1')
union all
select line, 'weights.negative', 'score', score::text, format('the weight of %s is below 0', infrastructure_name)
  from given
 where score < 0
union all
select line, 'weights.sum', 'score', '', format('%s is active and has no weight', infrastructure_name)
  from given
 where score is null and active
union all
select null::bigint, 'weights.sum', 'score', total::text,
       format('the weights of the active facilities sum to %s, must be exactly 100', total)
  from (select coalesce(sum(score) filter (where active), 0) as total from given) as sums
 where total <> 100
 order by line

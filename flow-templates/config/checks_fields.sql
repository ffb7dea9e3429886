-- What refuses the configuration of a file: rules config.* (data-sources.md 6.2). A row less than the fields of the file
-- is fine: what it does not name stays as it is.
with target as (
    select known.source, known.file, known.field, known.is_key, known.deactivatable, known.aliases,
           stored.state_column, coalesce(stored.active, true) as active,
           coalesce(stored.active and stored.state_column <> '*', false) as mapped
      from emission
      join meta.emission as ledger using (emission_id)
      join config.known_field as known on known.config_file = ledger.base_name
      left join config.field as stored on stored.source = known.source and stored.file = known.file and stored.field = known.field
), given as (
    -- a state column * is no header: those of the contract count
    select incoming._line as line, incoming.cqube_column, incoming.state_column, incoming.status,
           lower(nullif(incoming.state_column, '*')) as header,
           target.field, target.is_key, target.deactivatable, target.aliases,
           row_number() over (partition by incoming.cqube_column order by incoming._line) as nth_of_field,
           row_number() over (partition by lower(incoming.state_column) order by incoming._line) as nth_of_header
      from incoming
      left join target on target.field = incoming.cqube_column
)
select line, 'config.unknown-column' as rule, 'cqube_column' as field, cqube_column as value,
       format('%s is no field of this file; its fields: %s', cqube_column,
              coalesce((select string_agg(target.field, ', ' order by target.field) from target), 'none')) as message
  from given
 where field is null
union all
select line, 'config.duplicate', 'cqube_column', cqube_column,
       format('%s stands in two rows', cqube_column)
  from given
 where nth_of_field > 1
union all
select line, 'config.duplicate', 'state_column', state_column,
       format('two rows name the header %s: which of the two fields is it?', state_column)
  from given
 where nth_of_header > 1 and header is not null
union all
-- a header that is in force for a field which this file does not name
select given.line, 'config.duplicate', 'state_column', given.state_column,
       format('the header %s belongs to %s already; give that field a row, with another header or with status 0', given.state_column, target.field)
  from given
  join target on target.mapped and target.active and lower(target.state_column) = given.header
 where given.status = '1'
   and target.field <> given.cqube_column
   and not exists (select from given as own where own.cqube_column = target.field)
union all
-- a header that means another field by its name or an alias, as long as that field has no header of its own
select given.line, 'config.duplicate', 'state_column', given.state_column,
       format('the header %s also means %s; give that field a row, with its own header or with status 0', given.state_column, target.field)
  from given
  join target on target.active and not target.mapped
   and exists (select from unnest(target.aliases) as alias where lower(btrim(alias)) = given.header)
 where given.status = '1'
   and target.field <> given.cqube_column
   and not exists (select from given as own where own.cqube_column = target.field)
union all
-- the way back: a header of the contract that another field has been given meanwhile
select given.line, 'config.duplicate', 'state_column', given.state_column,
       format('the headers of %s count again, but %s belongs to %s; give one of the two another header', given.field,
              coalesce(named.state_column, target.state_column), target.field)
  from given
  join target on target.field <> given.field
  left join given as named on named.field = target.field
 where given.status = '1' and given.state_column = '*'
   and exists (select from unnest(given.aliases) as alias
                where lower(btrim(alias)) = case when named.field is null then case when target.mapped then lower(target.state_column) end
                                                 when named.status = '1' then named.header end)
union all
select line, 'config.status', 'status', coalesce(status, ''),
       format('status of %s is %s, must be 1 (active) or 0 (inactive)', cqube_column, coalesce(status, 'empty'))
  from given
 where status is null or status not in ('0', '1')
union all
select line, 'config.unmapped', 'state_column', '',
       format('%s is active, but no state column is named', cqube_column)
  from given
 where status = '1' and state_column is null
union all
select line, 'config.key-inactive', 'status', status,
       format('%s is %s and cannot be inactive', cqube_column,
              case when is_key then 'a key' else 'needed by tables or reports' end)
  from given
 where status = '0' and not deactivatable
union all
-- not refused: the facilities that are left do not weigh 100 together
select null::bigint, 'weights.scaled', 'status', total::text,
       format('the weights of the active facilities will sum to %s; they count in proportion, as if they summed to 100, until infrastructure_score is emitted', total)
  from (select sum(weight.weight) filter (where case given.status when '1' then weight.status is distinct from '0'
                                                                when '0' then false
                                                                else facility.active end) as total
          from config.infra_weight as weight
          join config.infra_facility as facility using (facility)
          left join given on given.field = weight.facility
         where exists (select from target where target.source = 'infrastructure')
           and exists (select from given join config.infra_weight as named on named.facility = given.field)) as left_over
 where total <> 100
 order by line

-- The weights in force as the file that changes them: take it, alter the scores, emit it.
select 'all=all' as partition,
       null::text as parent,
       E'infrastructure_name|infrastructure_category|score\n'
           || string_agg(concat_ws('|', facility, category, trim_scale(coalesce(weight, 0))), E'\n' order by active desc, facility)
           || E'\n' as body
  from config.infra_facility
having count(*) > 0

-- What became of the records of each emission of the source that changed something; a row is a file of 500 emissions.
-- No clock time, no id and no file name stands here: two runs over the same bytes must publish the same bytes, whenever
-- they were emitted. The SHA-256 leads to meta.emission, which has the times.
with committed as (
    select e.emission_id, e.base_name, e.sha256, e.mode, e.records_in, e.loaded, e.rejected, e.already_known, e.blank_lines,
           corrected.sha256 as corrects,
           row_number() over (order by e.emitted_at, e.object_key, e.place, e.emission_id) as number
      from meta.emission as e
      join run on run.source = e.source
      left join meta.emission as corrected on corrected.emission_id = e.corrects
     where e.state in ('aggregated', 'published')
), counted as (
    select emission_id, kind, json_object_agg(rule, n order by rule)::text as counts
      from meta.emission_count join committed using (emission_id)
     group by 1, 2
), line as (
    select (number - 1) / 500 + 1 as part, c.*,
           coalesce((select counts from counted where counted.emission_id = c.emission_id and kind = 'row'), '{}') as rows,
           coalesce((select counts from counted where counted.emission_id = c.emission_id and kind = 'cell'), '{}') as cells,
           coalesce((select counts from counted where counted.emission_id = c.emission_id and kind = 'warning'), '{}') as warnings
      from committed as c
)
select 'part=' || lpad(part::text, 4, '0') as partition,
       null::text as parent,
       concat('{"schema":"cqube.loads/1","source":', to_json(run.source), ',"report":"loads","rows":[',
              string_agg(format('{"number":%s,"file":%s,"sha256":"%s","corrects":%s,"replaces":%s,"recordsIn":%s,"loaded":%s,"rejected":%s,"alreadyKnown":%s,"blankLines":%s,',
                                number, to_json(base_name), sha256, coalesce(to_json(corrects)::text, 'null'),
                                case when mode = 'replace' then 'true' else 'false' end,
                                records_in, loaded, rejected, already_known, blank_lines)
                         || format('"rejectedByRule":%s,"cellsByRule":%s,"warnings":%s}', rows, cells, warnings),
                         ',' order by number),
              format('],"totals":{"emissions":%s,"recordsIn":%s,"loaded":%s,"rejected":%s,"alreadyKnown":%s}}',
                     count(*), sum(records_in), sum(loaded), sum(rejected), sum(already_known)))::json as body
  from line cross join run
 group by part, run.source
 order by 1

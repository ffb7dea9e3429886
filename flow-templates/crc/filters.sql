-- What a dashboard offers to choose from: exactly the months and managements that have files.
with known_month as (
    select distinct date_trunc('month', visit_date)::date as month_start from agg.crc_visit_day
)
select min(visit_date) as data_from,
       max(visit_date) as data_up_to,
       concat('{"academicYears":', coalesce((select json_agg(format('%s-%s', year, lpad(((year + 1) % 100)::text, 2, '0')) order by year)
                                               from (select distinct extract(year from month_start - make_interval(months => academic_year_start_month - 1))::int as year
                                                       from known_month cross join run) as known_year)::text, '[]'),
              ',"months":', coalesce((select json_agg(to_char(month_start, 'YYYY-MM') order by month_start) from known_month)::text, '[]'),
              ',"periods":["last_day","last_7_days","last_30_days","overall"]',
              ',"managements":[', (
                  select string_agg(format('{"id":"%s","name":%s}', id, to_json(coalesce(name, id))), ',' order by id::int)
                    from (select distinct management as id from master.school_place where management is not null) as used
                    left join master.school_management on management_id::text = id),
              ']}')::json as filters
  from agg.crc_visit_day

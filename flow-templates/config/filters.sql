-- A configuration has no days and nothing to choose from.
select null::date as data_from, null::date as data_up_to, '{}'::json as filters

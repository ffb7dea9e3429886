select null::date as data_from, null::date as data_up_to, '{"shelves": 1}'::json as filters

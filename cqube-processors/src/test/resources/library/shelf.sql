select 'shelf=' || shelf as partition, null::text as parent,
       format('{"shelf":%s,"books":%s,"worth":%s}', to_json(shelf), books, worth)::json as body
  from agg.library_shelf
 order by 1

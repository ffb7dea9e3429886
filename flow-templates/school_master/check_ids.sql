-- An id begins with that of its block (data-sources.md 1.2); what does not is loaded and reported: an id of another
-- shape has digits too few or too many, or stands under the wrong block.
select _line as line,
       'ref.parent' as rule,
       'school_id' as field,
       school_id::text as value,
       format('the id does not begin with that of its block, %s', block_id) as message
  from incoming
 where left(school_id::text, -5) <> block_id::text

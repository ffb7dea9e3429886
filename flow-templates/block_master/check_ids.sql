-- An id begins with that of its district (data-sources.md 1.2); what does not is loaded and reported: an id of another
-- shape has digits too few or too many, or stands under the wrong district.
select _line as line,
       'ref.parent' as rule,
       'block_id' as field,
       block_id::text as value,
       format('the id does not begin with that of its district, %s', district_id) as message
  from incoming
 where left(block_id::text, -2) <> district_id::text

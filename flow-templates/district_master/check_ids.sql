-- An id begins with that of its state (data-sources.md 1.2); what does not is loaded and reported: an id of another
-- shape has digits too few or too many, or stands under the wrong state.
select _line as line,
       'ref.parent' as rule,
       'district_id' as field,
       district_id::text as value,
       format('the id does not begin with that of its state, %s', state_id) as message
  from incoming
 where left(district_id::text, -2) <> state_id::text

-- A school's highest class is not below its lowest. Classes that a state has switched off are null and say nothing.
select _line as line,
       'domain.range' as rule,
       'highest_class' as field,
       highest_class::text as value,
       format('The highest class is below the lowest, %s', lowest_class) as message
  from incoming
 where highest_class < lowest_class

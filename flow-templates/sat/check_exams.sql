-- Results name their exam by its code, so a code stays with its exam. What a code of the usual form says and the columns
-- do not is reported: the columns count.
select i._line as line,
       'overlap.key' as rule,
       'exam_code' as field,
       i.exam_code as value,
       format('the code is that of exam %s of %s', stored.exam_id,
              concat_ws(', semester ', stored.academic_year, nullif(stored.semester, 'none'))) as message
  from incoming as i
  join fact.exam as stored on stored.assessment = 'sat' and stored.exam_code = i.exam_code
 where (stored.exam_id, stored.academic_year, stored.semester)
       is distinct from (i.exam_id, i.assessment_year, coalesce(to_jsonb(i) ->> 'semester', 'none'))
union all
select i._line, 'ref.parent', 'exam_code', i.exam_code,
       format('the code says class %s on %s', substr(i.exam_code, 4, 2)::int, right(i.exam_code, 8))
  from incoming as i
 where i.exam_code ~ '^[A-Za-z]{3}[0-9]{12}$'
   and (right(i.exam_code, 8) <> to_char(i.exam_date, 'DDMMYYYY') or substr(i.exam_code, 4, 2)::int <> i.standard)

-- Results name their exam by its code, so a code stays with its exam; and an exam stays in its semester, which is no part
-- of its key. What a code of the usual form says and the columns do not is reported: the columns count.
select i._line as line,
       'overlap.key' as rule,
       'exam_code' as field,
       i.exam_code as value,
       format('the code is that of exam %s of %s', stored.exam_id, stored.academic_year) as message
  from incoming as i
  join fact.exam as stored on stored.assessment = 'sat' and stored.exam_code = i.exam_code
 where (stored.exam_id, stored.academic_year) is distinct from (i.exam_id, i.assessment_year)
union all
select i._line, 'overlap.key', 'exam_id', i.exam_id::text,
       format('the exam of this academic year is stored with semester %s', stored.semester)
  from incoming as i
  join fact.exam as stored on stored.assessment = 'sat' and stored.exam_id = i.exam_id and stored.academic_year = i.assessment_year
 where stored.semester::text is distinct from to_jsonb(i) ->> 'semester'
union all
select i._line, 'ref.parent', 'exam_code', i.exam_code,
       format('the code says class %s on %s', substr(i.exam_code, 4, 2)::int, right(i.exam_code, 8))
  from incoming as i
 where i.exam_code ~ '^[A-Za-z]{3}[0-9]{12}$'
   and (right(i.exam_code, 8) <> to_char(i.exam_date, 'DDMMYYYY') or substr(i.exam_code, 4, 2)::int <> i.standard)

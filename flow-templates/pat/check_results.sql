-- A mark above what its question is worth. A question that no master has told of yet is worth what it will be.
select i._line as line,
       'domain.range' as rule,
       'obtained_marks' as field,
       trim_scale(i.obtained_marks)::text as value,
       format('the question has %s marks', trim_scale(q.marks)) as message
  from incoming as i
  join fact.exam_question as q on q.assessment = 'pat' and q.question_id = i.question_id
 where i.obtained_marks > q.marks

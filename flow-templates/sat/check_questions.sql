-- A question that is worth less than somebody got for it: its marks cannot be lowered below those that are stored, nor
-- told of as fewer when the results came first. No report shows more than all marks.
select i._line as line,
       'domain.range' as rule,
       'question_marks' as field,
       trim_scale(i.question_marks)::text as value,
       format('a stored mark of question %s is %s: correct the marks first, or give the question at least as many',
              i.question_id, trim_scale(stored.most)) as message
  from (select r.question_id, max(r.obtained_marks) as most
          from fact.exam_result as r
         where r.assessment = 'sat' and r.question_id in (select question_id from incoming)
         group by r.question_id) as stored
  join incoming as i using (question_id)
 where stored.most > i.question_marks

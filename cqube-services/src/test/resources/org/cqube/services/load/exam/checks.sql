-- marks above the question's maximum; a question twice as difficult; a file with the forbidden question
select i._line, 'domain.range', 'marks', i.marks::text, 'above ' || q.maximum || ', the maximum of question ' || q.question
from incoming i join master.question q using (question)
where i.marks > q.maximum
union all
select i._line, 'ref.question', 'question', i.question::text, 'no such question yet'
from incoming i
where i.question = 77
union all
select i._line, 'config.status', 'question', i.question::text, 'the question 99 of emission ' || e.emission_id || ' refuses the file'
from incoming i, emission e
where i.question = 99 and e.source = 'exam' and e.file = 'mark'
union all
select i._line, 'domain.code', 'remark', i.remark, 'no remark is wanted'
from incoming i
where i.remark = 'no'

-- Recomputes the touched exams of schools. Results count once exam and question are known: a master that arrives late
-- touches its exam, and all schools of it are computed again.
create temp table touched_exam on commit drop as
select substr(key_value, 12) as exam_code
  from touched
 where source = 'pat' and key_kind = 'exam'
union
select e.exam_code
  from touched as t
  join fact.exam as e on e.assessment = 'pat' and e.exam_id = t.key_value::integer
 where t.source = 'pat' and t.key_kind = 'question';
--;;
create temp table touched_school on commit drop as
select r.exam_code, r.school_id
  from fact.exam_result as r
 where r.assessment = 'pat' and r.exam_code in (select exam_code from touched_exam)
union
select s.exam_code, s.school_id
  from agg.exam_school as s
 where s.assessment = 'pat' and s.exam_code in (select exam_code from touched_exam)
union
select substr(key_value, strpos(key_value, '|') + 1), split_part(key_value, '|', 1)::bigint
  from touched
 where source = 'pat' and key_kind = 'result';
--;;
analyze touched_school;
--;;
delete from agg.exam_question as stored
 using touched_school as t
 where stored.assessment = 'pat' and stored.exam_code = t.exam_code and stored.school_id = t.school_id;
--;;
delete from agg.exam_indicator as stored
 using touched_school as t
 where stored.assessment = 'pat' and stored.exam_code = t.exam_code and stored.school_id = t.school_id;
--;;
delete from agg.exam_school as stored
 using touched_school as t
 where stored.assessment = 'pat' and stored.exam_code = t.exam_code and stored.school_id = t.school_id;
--;;
-- A question without marks is a question not attempted, worth 0; a pupil without any marks was absent.
create temp table taken_mark on commit drop as
select r.exam_code, r.school_id, r.student_uid, r.question_id, e.exam_id, coalesce(r.obtained_marks, 0) as obtained
  from touched_school as t
  join fact.exam as e on e.assessment = 'pat' and e.exam_code = t.exam_code
  join fact.exam_result as r on r.assessment = 'pat' and r.exam_code = t.exam_code and r.school_id = t.school_id
 where r.obtained_marks is not null
    or exists (select from fact.exam_result as other
                where other.assessment = 'pat' and other.exam_code = r.exam_code and other.student_uid = r.student_uid
                  and other.school_id = r.school_id and other.obtained_marks is not null);
--;;
analyze taken_mark;
--;;
insert into agg.exam_question (assessment, exam_code, school_id, question_id, obtained, possible, students_attended)
select 'pat', m.exam_code, m.school_id, m.question_id, sum(m.obtained), sum(q.marks), count(*)
  from taken_mark as m
  join fact.exam_question as q on q.assessment = 'pat' and q.question_id = m.question_id and q.exam_id = m.exam_id
 group by 2, 3, 4;
--;;
insert into agg.exam_indicator (assessment, exam_code, school_id, indicator, obtained, possible, students_attended)
select 'pat', m.exam_code, m.school_id, q.indicator, sum(m.obtained), sum(q.marks), count(distinct m.student_uid)
  from taken_mark as m
  join fact.exam_question as q on q.assessment = 'pat' and q.question_id = m.question_id and q.exam_id = m.exam_id
 where q.indicator is not null
 group by 2, 3, 4;
--;;
insert into agg.exam_school (assessment, exam_code, school_id, obtained, possible, students_attended, students_enrolled, students)
select 'pat', pupils.exam_code, pupils.school_id, coalesce(marks.obtained, 0), coalesce(marks.possible, 0),
       cardinality(pupils.students), n.students_count, pupils.students
  from (select exam_code, school_id, array_agg(distinct student_uid order by student_uid) as students
          from taken_mark
         group by 1, 2) as pupils
  join fact.exam as e on e.assessment = 'pat' and e.exam_code = pupils.exam_code
  left join (select exam_code, school_id, sum(obtained) as obtained, sum(possible) as possible
               from agg.exam_question
              where assessment = 'pat'
                and exam_code in (select exam_code from touched_school)
              group by 1, 2) as marks on marks.exam_code = pupils.exam_code and marks.school_id = pupils.school_id
  left join master.enrolment as n on n.assessment = 'pat' and n.school_id = pupils.school_id and n.grade = e.standard;
--;;
-- What the enrolment file says of a class holds for all its exams.
update agg.exam_school as stored
   set students_enrolled = n.students_count
  from touched as t
  join fact.exam as e on e.assessment = 'pat' and e.standard = split_part(t.key_value, '|', 2)::smallint
  left join master.enrolment as n on n.assessment = 'pat' and n.school_id = split_part(t.key_value, '|', 1)::bigint
                                 and n.grade = e.standard
 where t.source = 'pat' and t.key_kind = 'enrolment'
   and stored.assessment = 'pat' and stored.exam_code = e.exam_code
   and stored.school_id = split_part(t.key_value, '|', 1)::bigint
   and stored.students_enrolled is distinct from n.students_count;

select 'all=all' as partition, null::text as parent,
       E'loan,days\n' || coalesce(string_agg(loan_id || ',' || coalesce(days::text, ''), E'\n' order by loan_id), '') || E'\n' as body
  from fact.library_loan
 order by 1

-- Correction asked for more than once, where the law wants it told at once and in full.
SELECT substr(chain, 6)::uuid AS case_id, (array_agg(id ORDER BY id))[2] AS mark,
  array_agg(id ORDER BY id) AS lines
FROM journal_line
WHERE verb = 'cases.return_for_correction'
GROUP BY chain
HAVING count(*) > 1 AND max(at) >= %(since)s

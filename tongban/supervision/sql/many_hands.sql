-- One case, one minute, many officers.
SELECT substr(chain, 6)::uuid AS case_id, min(id) AS mark, array_agg(id ORDER BY id) AS lines
FROM journal_line
WHERE verb IN ('cases.accept', 'cases.review', 'cases.decide') AND starts_with(by, 'officer:')
  AND at >= %(since)s
GROUP BY chain, date_trunc('minute', at)
HAVING count(DISTINCT by) >= %(threshold)s

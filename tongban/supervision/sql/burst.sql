-- One officer, one minute, many cases.
SELECT substr((array_agg(chain ORDER BY id))[1], 6)::uuid AS case_id, min(id) AS mark,
  array_agg(id ORDER BY id) AS lines
FROM journal_line
WHERE verb IN ('cases.review', 'cases.decide') AND starts_with(by, 'officer:') AND at >= %(since)s
GROUP BY by, date_trunc('minute', at)
HAVING count(DISTINCT chain) >= %(threshold)s

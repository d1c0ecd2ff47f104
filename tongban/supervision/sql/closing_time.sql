-- One clerk, the last quarter of an hour of a day, many acceptances.
SELECT substr((array_agg(chain ORDER BY id))[1], 6)::uuid AS case_id, min(id) AS mark,
  array_agg(id ORDER BY id) AS lines
FROM (
  SELECT id, chain, by, at AT TIME ZONE 'Asia/Shanghai' AS local FROM journal_line
  WHERE verb = 'cases.accept' AND channel = 'counter' AND at >= %(since)s
) AS accepted
WHERE local BETWEEN local::date + %(closes)s::time - interval '15 minutes' AND local::date + %(closes)s::time
GROUP BY by, local::date
HAVING count(DISTINCT chain) >= %(threshold)s

-- Accepted at a window while it is closed, with some minutes of grace.
SELECT substr(chain, 6)::uuid AS case_id, id AS mark, ARRAY[id] AS lines
FROM (
  SELECT id, chain, at AT TIME ZONE 'Asia/Shanghai' AS local FROM journal_line
  WHERE verb = 'cases.accept' AND channel = 'counter' AND at >= %(since)s
) AS accepted
WHERE local::date = ANY (%(off)s::date[])
  OR local < local::date + %(opens)s::time - make_interval(mins => %(threshold)s)
  OR local > local::date + %(closes)s::time + make_interval(mins => %(threshold)s)

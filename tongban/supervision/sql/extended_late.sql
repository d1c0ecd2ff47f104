-- An extension that was approved when the limit was over already.
SELECT substr(chain, 6)::uuid AS case_id, id AS mark, ARRAY[id] AS lines
FROM journal_line
WHERE verb = 'cases.extend' AND at >= %(since)s
  AND (at AT TIME ZONE 'Asia/Shanghai')::date > (data->>'was')::date

-- Cases that would have turned yellow before they were decided; pauses are not taken out here.
SELECT a.case_id, l.id AS mark
FROM cases_acceptance AS a
JOIN cases_case AS c ON c.id = a.case_id
JOIN journal_line AS l ON l.chain = 'case:' || a.case_id AND l.verb IN ('cases.accept', 'cases.deem_accepted')
CROSS JOIN LATERAL (
  SELECT (a.at AT TIME ZONE 'Asia/Shanghai')::date AS began, coalesce(a.promised_due_on, a.statutory_due_on) AS due,
    (coalesce(c.decided_at, c.closed_at, %(at)s) AT TIME ZONE 'Asia/Shanghai')::date AS ended
) AS s
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE day > s.began AND day <= s.ended) AS used,
    count(*) FILTER (WHERE day > s.began AND day <= s.due) AS whole
  FROM unnest(%(works)s::date[]) AS day
) AS n
WHERE s.due IS NOT NULL AND a.at >= %(since)s AND (n.used * 100 >= n.whole * %(percent)s OR s.ended >= s.due)

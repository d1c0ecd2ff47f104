-- The clock was stopped in its last days, by the deadline that the alarm before it names.
SELECT p.case_id, l.id AS mark, ARRAY[l.id] AS lines
FROM cases_pause AS p
JOIN journal_line AS l ON l.chain = 'case:' || p.case_id AND l.verb = 'cases.begin_procedure' AND l.at = p.at
CROSS JOIN LATERAL (
  SELECT due_on FROM supervision_alarm
  WHERE case_id = p.case_id AND clock = 'decision' AND raised_at < p.at
  ORDER BY raised_at DESC, id DESC LIMIT 1
) AS warned
WHERE p.at >= %(since)s AND p.began_on >= warned.due_on - %(threshold)s::int

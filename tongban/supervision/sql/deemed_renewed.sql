-- Renewed by silence: nobody decided before the licence ended.
SELECT d.case_id, l.id AS mark, ARRAY[accepted.id, l.id] AS lines
FROM cases_decision AS d
JOIN journal_line AS l ON l.chain = 'case:' || d.case_id AND l.verb = 'cases.deem_renewed' AND l.at = d.at
CROSS JOIN LATERAL (
  SELECT id FROM journal_line
  WHERE chain = l.chain AND seq < l.seq AND verb IN ('cases.accept', 'cases.deem_accepted')
  ORDER BY seq DESC LIMIT 1
) AS accepted
WHERE d.deemed AND d.at >= %(since)s

-- Accepted by silence: nobody answered within the limit of the receipt.
SELECT a.case_id, l.id AS mark, ARRAY[began.id, l.id] AS lines
FROM cases_acceptance AS a
JOIN journal_line AS l ON l.chain = 'case:' || a.case_id AND l.verb = 'cases.deem_accepted' AND l.at = a.at
CROSS JOIN LATERAL (
  SELECT id FROM journal_line
  WHERE chain = l.chain AND seq < l.seq AND verb IN ('cases.submit', 'cases.supplement', 'cases.reopen')
  ORDER BY seq DESC LIMIT 1
) AS began
WHERE a.deemed AND a.at >= %(since)s

-- Granted while a fee that was asked for had not been confirmed as paid.
SELECT d.case_id, min(l.id) AS mark, array_agg(DISTINCT l.id) AS lines
FROM cases_decision AS d
JOIN cases_hold AS h ON h.case_id = d.case_id AND h.kind = 'fee' AND h.placed_at <= d.at
  AND (h.lifted_at IS NULL OR h.lifted_at > d.at)
JOIN journal_line AS l ON l.chain = 'case:' || d.case_id AND l.verb = 'cases.decide' AND l.at = d.at
WHERE d.granted AND d.at >= %(since)s
GROUP BY d.case_id

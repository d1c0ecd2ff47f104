-- A paper that presupposes the acceptance, dated before it.
SELECT c.id AS case_id, min(l.id) AS mark, array_agg(l.id ORDER BY l.id) AS lines
FROM cases_case AS c
JOIN papers_paper AS p ON p.subject = 'case:' || c.id AND p.issued_at < c.accepted_at
  AND p.kind IN ('special_procedure', 'extension', 'fee_notice', 'grant', 'refusal', 'delivery')
JOIN journal_line AS l ON l.chain = p.subject AND l.paper = p.id
WHERE c.accepted_at >= %(since)s
GROUP BY c.id

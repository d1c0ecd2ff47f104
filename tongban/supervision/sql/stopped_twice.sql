-- The clock stopped more than once by the same kind of procedure.
SELECT p.case_id, (array_agg(l.id ORDER BY l.id))[%(threshold)s] AS mark, array_agg(l.id ORDER BY l.id) AS lines
FROM (
  SELECT case_id, kind, max(at) AS last FROM cases_pause GROUP BY case_id, kind HAVING count(*) >= %(threshold)s
) AS p
JOIN journal_line AS l ON l.chain = 'case:' || p.case_id AND l.verb = 'cases.begin_procedure'
WHERE p.last >= %(since)s
GROUP BY p.case_id, p.kind

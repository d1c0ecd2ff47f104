-- The same applicant, the same item, again and again, all but the last without result.
SELECT (array_agg(c.id ORDER BY c.received_at DESC))[1] AS case_id, min(l.id) AS mark,
  array_agg(l.id ORDER BY l.id) AS lines
FROM cases_case AS c
JOIN journal_line AS l ON l.chain = 'case:' || c.id AND l.verb = 'cases.submit'
WHERE c.received_at >= %(since)s
GROUP BY c.person_id, c.firm_id, c.item_id
HAVING count(*) >= %(threshold)s
  AND count(*) FILTER (WHERE c.state IN ('declined', 'withdrawn', 'lapsed', 'terminated', 'voided')) >= count(*) - 1

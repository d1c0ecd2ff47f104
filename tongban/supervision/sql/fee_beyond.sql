-- A charge that the published charges do not name, or name with a smaller amount.
SELECT n.case_id, min(l.id) AS mark, array_agg(DISTINCT l.id) AS lines
FROM cases_feenotice AS n
JOIN cases_case AS c ON c.id = n.case_id
JOIN catalogue_version AS v ON v.id = c.version_id AND jsonb_path_exists(v.definition, '$.**.charges[*].name')
CROSS JOIN jsonb_array_elements(n.charges) AS asked
JOIN journal_line AS l ON l.chain = 'case:' || n.case_id AND l.at = n.at
WHERE n.at >= %(since)s AND NOT EXISTS (
  SELECT 1 FROM jsonb_path_query(v.definition, '$.**.charges[*]') AS named
  WHERE named->>'name' = asked->>'name'
    AND ((named->>'amount') IS NULL OR (asked->>'fen')::bigint <= (named->>'amount')::bigint)
)
GROUP BY n.case_id

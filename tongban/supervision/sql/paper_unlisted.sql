-- A correction that asks for a paper which the published guide does not name.
SELECT k.case_id, l.id AS mark, ARRAY[l.id] AS lines
FROM cases_correction AS k
JOIN cases_case AS c ON c.id = k.case_id
JOIN catalogue_version AS v ON v.id = c.version_id
JOIN journal_line AS l ON l.chain = 'case:' || k.case_id AND l.verb = 'cases.return_for_correction' AND l.at = k.at
WHERE k.at >= %(since)s AND EXISTS (
  SELECT 1 FROM cases_gap AS g WHERE g.correction_id = k.id AND g.key <> 'form' AND NOT EXISTS (
    SELECT 1 FROM jsonb_path_query(v.definition, '$.papers[*].key') AS named WHERE named #>> '{}' = g.key
  )
)

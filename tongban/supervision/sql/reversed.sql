-- A pre-review said that a paper fits, and the same files were then returned for correction.
SELECT c.case_id, l.id AS mark, ARRAY[l.id] AS lines
FROM cases_correction AS c
JOIN cases_case AS k ON k.id = c.case_id
JOIN journal_line AS l ON l.chain = 'case:' || c.case_id AND l.verb = 'cases.return_for_correction' AND l.at = c.at
WHERE c.at >= %(since)s AND EXISTS (
  SELECT 1 FROM cases_gap AS g
  JOIN cases_prereview AS p ON p.submission = k.submission AND p.outcome <> ''
  JOIN cases_prereviewpoint AS o ON o.pre_review_id = p.id AND o.key = g.key AND o.fits
  WHERE g.correction_id = c.id AND g.key <> 'form' AND o.files <> '[]'::jsonb
    AND o.files = (
      SELECT coalesce(jsonb_agg(m.file_id::text ORDER BY m.file_id::text), '[]'::jsonb)
      FROM cases_material AS m WHERE m.case_id = c.case_id AND m.key = g.key AND m.round = 1
    )
)

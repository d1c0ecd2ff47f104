-- Handled by an officer who is the applicant himself, or may act for the firm that applies.
SELECT c.id AS case_id, min(l.id) AS mark, array_agg(DISTINCT l.id) AS lines
FROM journal_line AS l
JOIN cases_case AS c ON c.id = substr(l.chain, 6)::uuid
JOIN identity_officer AS o ON 'officer:' || o.id = l.by
WHERE l.verb IN ('cases.accept', 'cases.decline', 'cases.return_for_correction', 'cases.review', 'cases.decide')
  AND l.at >= %(since)s AND (o.person_id = c.person_id OR EXISTS (
    SELECT 1 FROM identity_representation AS r WHERE r.person_id = o.person_id AND r.firm_id = c.firm_id
      AND r.since <= l.at::date AND (r.until IS NULL OR r.until > l.at::date)
  ))
GROUP BY c.id

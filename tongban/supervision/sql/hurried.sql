-- Decided by a person within seconds of the act before; what is meant to be decided at once is left out.
SELECT c.id AS case_id, decided.id AS mark, ARRAY[before.id, decided.id] AS lines
FROM journal_line AS decided
JOIN cases_case AS c ON c.id = substr(decided.chain, 6)::uuid
JOIN catalogue_item AS i ON i.id = c.item_id AND i.project_type IS DISTINCT FROM 'instant'
CROSS JOIN LATERAL (
  SELECT id, at FROM journal_line
  WHERE chain = decided.chain AND seq < decided.seq AND starts_with(verb, 'cases.')
    AND verb <> 'cases.read_identifiers'
  ORDER BY seq DESC LIMIT 1
) AS before
WHERE decided.verb = 'cases.decide' AND starts_with(decided.by, 'officer:') AND decided.at >= %(since)s
  AND decided.at - before.at < make_interval(secs => %(threshold)s)

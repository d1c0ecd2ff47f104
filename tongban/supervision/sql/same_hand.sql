-- Accepted and decided by the same officer, but for what is meant to be decided at once.
SELECT c.id AS case_id, decided.id AS mark, ARRAY[accepted.id, decided.id] AS lines
FROM journal_line AS decided
JOIN cases_case AS c ON c.id = substr(decided.chain, 6)::uuid
JOIN catalogue_item AS i ON i.id = c.item_id AND i.project_type IS DISTINCT FROM 'instant'
JOIN journal_line AS accepted ON accepted.chain = decided.chain AND accepted.verb = 'cases.accept'
  AND accepted.by = decided.by
WHERE decided.verb = 'cases.decide' AND starts_with(decided.by, 'officer:') AND decided.at >= %(since)s

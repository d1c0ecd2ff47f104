-- An acceptance or an opinion that stands after the decision, by its moment or by its place in the chain.
SELECT substr(decided.chain, 6)::uuid AS case_id, decided.id AS mark,
  array_agg(late.id ORDER BY late.id) || decided.id AS lines
FROM journal_line AS decided
JOIN journal_line AS late ON late.chain = decided.chain
  AND late.verb IN ('cases.accept', 'cases.review')
  AND (late.at > decided.at OR late.seq > decided.seq)
WHERE decided.verb = 'cases.decide' AND decided.at >= %(since)s
GROUP BY decided.chain, decided.id

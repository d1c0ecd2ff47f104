-- A refusal whose reason is shorter than a sentence.
SELECT said.case_id, l.id AS mark, ARRAY[l.id] AS lines
FROM (
  SELECT case_id, at, reason FROM cases_decision WHERE NOT granted
  UNION ALL SELECT case_id, at, reason FROM cases_nonacceptance
) AS said
JOIN journal_line AS l ON l.chain = 'case:' || said.case_id AND l.verb IN ('cases.decide', 'cases.decline')
WHERE said.at >= %(since)s AND length(btrim(said.reason, ' 　。，、.,')) < %(threshold)s

-- The applicant was at a window for one case on more days than the item promises; who chose to apply there
-- has come once by his own will, and fetching the result is left out.
WITH recent AS MATERIALIZED (
  SELECT DISTINCT chain FROM journal_line
  WHERE verb IN ('cases.submit', 'cases.supplement', 'cases.withdraw') AND channel = 'counter'
    AND at >= %(since)s
), visited AS (
  SELECT c.id AS case_id, array_agg(l.id ORDER BY l.id) AS lines,
    count(DISTINCT (l.at AT TIME ZONE 'Asia/Shanghai')::date) AS days,
    greatest(min(coalesce(i.visits, i.visits_computed, 1)), min((c.channel = 'window')::int)) + %(threshold)s AS many
  FROM recent
  JOIN journal_line AS l ON l.chain = recent.chain AND l.channel = 'counter'
    AND l.verb IN ('cases.submit', 'cases.supplement', 'cases.withdraw')
  JOIN cases_case AS c ON c.id = substr(recent.chain, 6)::uuid
  JOIN catalogue_item AS i ON i.id = c.item_id
  GROUP BY c.id
)
SELECT case_id, lines[many] AS mark, lines FROM visited WHERE days >= many

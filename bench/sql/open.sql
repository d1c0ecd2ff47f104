-- Open cases alone, a fifth of them near or over their limit; those accepted stand at the first stage of their
-- flow. Without lines in the journal: what is measured on them reads none.
WITH item AS MATERIALIZED (
  SELECT i.*, v.definition->'flow'->0 AS stage, row_number() OVER (ORDER BY i.id) - 1 AS place
  FROM catalogue_item AS i
  JOIN catalogue_version AS v ON v.id = i.current_id
  WHERE jsonb_array_length(v.definition->'flow') > 0
), model AS MATERIALIZED (
  SELECT person_id, form_sealed FROM cases_case ORDER BY received_at LIMIT 1
), draw AS MATERIALIZED (
  SELECT n, hashint8(n) & 1048575 AS chance, hashint8(n + 77) & 1048575 AS other
  FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
), made AS (
  INSERT INTO cases_case (id, number, submission, item_id, version_id, agency_id, region_id, state,
    item_name, applicant_name, person_id, channel, answers, form, form_sealed, received_at,
    accepted_at, decided_at, due_on, yellow_on, statutory_due_on, provisional)
  SELECT gen_random_uuid(), 'OPEN-' || lpad(n::text, 9, '0'), gen_random_uuid(), item.id, item.current_id,
    item.agency_id, item.region_id, stood.state, item.name, '甲' || n, model.person_id, 'web', '{}', '{}',
    model.form_sealed, %(at)s::timestamptz - interval '30 days',
    CASE WHEN stood.state <> 'received' THEN %(at)s::timestamptz - interval '29 days' END,
    CASE WHEN stood.state IN ('granted', 'refused') THEN %(at)s::timestamptz - interval '9 days' END,
    due, due - 2, due, false
  FROM draw
  CROSS JOIN model
  JOIN item ON item.place = other %% (SELECT count(*) FROM item)
  CROSS JOIN LATERAL (SELECT
    CASE WHEN chance %% 20 < 4 THEN 'received' WHEN chance %% 20 < 18 THEN 'accepted'
      WHEN chance %% 20 = 18 THEN 'granted' ELSE 'refused' END AS state,
    CASE WHEN chance / 32 %% 20 > 0 THEN %(at)s::date - 4 + (other %% 31) END AS due) AS stood
  RETURNING id, state, item_id, agency_id, accepted_at, due_on
)
INSERT INTO cases_turn (id, case_id, key, post, opened_at, outcome, agency_id, due_on)
SELECT gen_random_uuid(), made.id, item.stage->>'key', item.stage->>'post', made.accepted_at, '',
  made.agency_id, made.due_on
FROM made JOIN item ON item.id = made.item_id WHERE made.state = 'accepted';

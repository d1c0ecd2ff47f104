-- Cases received evenly over two years: what is young still waits at the window or with a post, the rest is
-- closed. Each has its materials, the stage it is at, and its line through the triggers of the journal.
WITH item AS MATERIALIZED (
  SELECT i.*, a.serial, v.definition->'flow' AS flow, jsonb_array_length(v.definition->'flow') AS stages,
    row_number() OVER (ORDER BY i.id) - 1 AS place
  FROM catalogue_item AS i
  JOIN catalogue_version AS v ON v.id = i.current_id
  JOIN identity_agency AS a ON a.id = i.agency_id
  WHERE jsonb_array_length(v.definition->'flow') > 0
), person AS MATERIALIZED (
  SELECT id, name, row_number() OVER (ORDER BY id) - 1 AS place FROM identity_person
), model AS MATERIALIZED (
  SELECT answers, form, form_sealed FROM cases_case ORDER BY received_at LIMIT 1
), draw AS MATERIALIZED (
  SELECT n, %(at)s::timestamptz - interval '730 days' * n / %(cases)s AS received_at,
    730.0 * n / %(cases)s AS age, hashint8(n) & 1048575 AS chance
  FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
), stood AS MATERIALIZED (
  SELECT draw.*, chance %% (SELECT count(*) FROM item) AS item_place,
    chance / 7 %% (SELECT count(*) FROM person) AS person_place,
    CASE
      WHEN age < 2 THEN CASE WHEN chance %% 20 = 0 THEN 'correcting' ELSE 'received' END
      WHEN age < 15 THEN 'accepted'
      WHEN age < 17 THEN CASE WHEN chance %% 30 = 0 THEN 'refused' ELSE 'granted' END
      ELSE CASE chance %% 25 WHEN 0 THEN 'withdrawn' WHEN 1 THEN 'declined' ELSE 'delivered' END
    END AS state
  FROM draw
), made AS (
  INSERT INTO cases_case (id, number, submission, item_id, version_id, agency_id, region_id, state,
    item_name, applicant_name, person_id, channel, answers, form, form_sealed, received_at,
    accepted_at, decided_at, closed_at, due_on, yellow_on, statutory_due_on, provisional)
  SELECT gen_random_uuid(), case_number(left(item.region_id, 6) || to_char(received_at, '-YYYYMMDD-')
      || coalesce(nullif(item.serial, ''), '0000')), gen_random_uuid(), item.id, item.current_id, item.agency_id,
    item.region_id, stood.state,
    item.name, person.name, person.id, (ARRAY['web', 'window', 'mobile'])[chance %% 3 + 1], model.answers,
    model.form, model.form_sealed, received_at,
    CASE WHEN stood.state IN ('accepted', 'granted', 'refused', 'delivered') THEN received_at + interval '1 day' END,
    CASE WHEN stood.state IN ('granted', 'refused', 'delivered') THEN received_at + interval '10 days' END,
    CASE WHEN stood.state IN ('delivered', 'withdrawn', 'declined') THEN received_at + interval '12 days' END,
    due, due - 2, due, false
  FROM stood
  CROSS JOIN model
  JOIN item ON item.place = stood.item_place
  JOIN person ON person.place = stood.person_place
  CROSS JOIN LATERAL (SELECT CASE
      WHEN stood.state = 'received' THEN received_at::date + 5 + (n %% 3)::int
      WHEN stood.state = 'accepted' AND chance %% 50 > 0 THEN received_at::date + 11 + (chance %% 9)::int
      WHEN stood.state IN ('granted', 'refused') THEN received_at::date + 20
    END AS due) AS clock
  RETURNING id, number, state, received_at, accepted_at, due_on, item_id, agency_id, person_id,
    applicant_name, channel
), opened AS (
  INSERT INTO cases_turn (id, case_id, key, post, opened_at, outcome, agency_id, due_on)
  SELECT gen_random_uuid(), made.id, stage.at->>'key', stage.at->>'post', made.accepted_at, '', made.agency_id,
    made.due_on
  FROM made
  JOIN item ON item.id = made.item_id
  CROSS JOIN LATERAL (SELECT item.flow->(abs(hashtext(made.number)) %% item.stages)::int AS at) AS stage
  WHERE made.state = 'accepted'
), papers AS (
  INSERT INTO cases_material (case_id, key, name, file_id, round, given_at)
  SELECT made.id, p.key, p.name, p.file_id, 1, made.received_at
  FROM made, (SELECT key, name, file_id FROM cases_material ORDER BY id LIMIT 3) AS p
)
INSERT INTO journal_line (chain, seq, verb, at, by, by_name, ground, channel, data, tx, prev, digest)
SELECT 'case:' || id, 0, 'cases.submit', received_at, 'person:' || person_id, applicant_name, '', channel,
  jsonb_build_object('state', state, 'number', number), 0, '', ''
FROM made;

-- People who are somebody only as applicants; their sealed numbers are copies and never opened.
INSERT INTO identity_person (id, name, id_kind, id_number, id_index, assurance)
SELECT gen_random_uuid(), '甲' || n, p.id_kind, p.id_number, sha256(n::text::bytea), p.assurance
FROM generate_series(1, %(people)s) AS n, (SELECT * FROM identity_person ORDER BY name LIMIT 1) AS p;

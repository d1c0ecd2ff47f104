"""接口: the same verbs for programs, under `/api/v1`; described at `/api/v1/openapi.json`.

Every command carries an `Idempotency-Key`: sent again it gives the first answer. What cannot be done is
answered as `application/problem+json` with a sentence to show.
"""

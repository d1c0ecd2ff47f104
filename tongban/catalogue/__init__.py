"""事项: versioned, declarative definitions of service items; everything public is drawn from them.

A definition (`definition.Definition`) is guide, questions, papers, form, flow, limits, fees and result in
one document. A published version never changes (the database refuses); a case stays on its version for life.
Verbs: publish, suspend, cancel.
"""

"""环节编辑: the flow of a draft as a diagram and as a table, both of the same rows."""

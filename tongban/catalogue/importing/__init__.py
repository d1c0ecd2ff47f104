"""导入: lists of service items from any source, read by a profile.

`sources` reads rows from a file, `profiles` the description of a source, `mapping` turns a row into a
publication with its warnings or refuses it with reasons, `load` writes them in one transaction, `report`
tells what became of every row.
"""

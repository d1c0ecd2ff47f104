"""规则表编辑: the table of automatic decisions as a grid, checked cell by cell, tried out and tested."""

"""Entries that leave a pack as cells of a table, are edited elsewhere, and come back by a three-way merge.

```
cells       an entry as the texts of its cells, a row for each meaning, in the columns of CSV word lists
merge       what was handed out, what the pack has now, what came back → steps, and what contradicts itself
steps       changes to one entry, and the record that has them
yaml_steps  the same in the text of a YAML word list, at positions
csv_steps   the same in the text of a CSV word list
plan        steps and new entries of a whole pack → rewritten files, each read back before it is used
workbook    how these cells are laid out in a workbook, and how a cell holds any text
```
"""

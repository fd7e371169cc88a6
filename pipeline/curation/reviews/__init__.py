"""The second reading: which entries are to be read, in which order, and what readers have said of them.

```
digest      what a reader has read, as a short text that changes with it
record      what readers said, kept in the pack
doubts      what speaks against an entry: findings, and sources that disagree
levels      at which levels its concepts are taught elsewhere
queue       drafts and changed entries, the most doubtful first
table       the queue on a terminal
page        the queue as a page to read
sheet       the columns of a sheet to fill in; csv_text: any text in its cells
statistics  how much each reader has read, and how many faults were found
```

Nothing here changes an entry: `pipeline.intake.verdicts` merges a sheet that was filled in.
"""

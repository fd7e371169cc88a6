"""The intake: from the word lists that people have to candidates outside the packs, and from those to draft entries.

```
readers/     a file → tables of rows, word entries or sentence pairs; one module for each family of formats
terms/       the words that people write in headers and cells, in several languages
columns/     the rows at the top of a table → what each column holds, as a mapping that is kept for the next delivery
conform/     a row and its mapping → what it says of a word, or why it says nothing
candidates/  what several sources say of a word, each statement with its source and licence; kept as JSON lines
drafts/      candidates → draft entries of a pack
updating     a workbook of `export` that comes back → changes to its pack
```
"""

"""The words that people write in headers and cells: roles of columns, parts of speech, articles, names of languages."""

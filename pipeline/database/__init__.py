"""The database the app opens: its models, its connections and the history of its schema.

`docs/database.md` is the reference.
"""

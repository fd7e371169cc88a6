"""The data that flows between stages: frozen dataclasses that read and write nothing."""

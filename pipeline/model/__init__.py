"""The data that flows between stages: frozen dataclasses, no reading and no writing."""

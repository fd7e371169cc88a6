"""A simulated learner talks with a simulated model for a month: can the prompt be obeyed, and does it help?"""

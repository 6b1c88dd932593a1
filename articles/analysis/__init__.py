"""Reads the articles of one story and says what may be wrong in them. No Django, no database.

`review.review(dossier)` runs everything; `evaluation.evaluate(folder)` measures it against labelled stories.
"""

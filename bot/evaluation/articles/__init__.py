"""Whole labelled articles, read as an ingest reads them: the form is in docs/quality.md, `run` is the way in."""

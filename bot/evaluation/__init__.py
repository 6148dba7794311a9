"""Measures of the extraction on labelled text, which is kept outside the project (see docs/quality.md)."""

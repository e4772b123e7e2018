"""Report text to entities and statements of one report. Knows text and nothing of RDF."""

VERSION = "0.1.0"
"""Version of the extractor: a change that could change any extraction raises it."""

"""Report text to entities and statements of one report. Knows text and nothing of RDF."""

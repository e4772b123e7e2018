"""One spaCy component a file; `extractors.pipeline` names their order."""

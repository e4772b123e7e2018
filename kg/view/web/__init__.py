"""The sources of the page, readable as they are: template, style, scripts and words (docs/page.md)."""

"""Statements of many reports to a graph, and the graph to answers. Knows no text patterns."""

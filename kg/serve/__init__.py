"""The store over HTTP, read only: SPARQL 1.1 protocol, the explorer, a page for each thing.

`server` speaks HTTP; `workers` are processes, so that a long query can be cut; `replies` is what they answer.
"""

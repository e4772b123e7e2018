"""The vocabulary (OWL), the shapes (SHACL) and the code tables, each with its source."""

"""The frames of the relations, one file a relation (a package only so that the wheel takes the files)."""

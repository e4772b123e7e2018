"""What persons judge: whom they mean (parties), what they are asked (cases), what they say (verdicts)."""

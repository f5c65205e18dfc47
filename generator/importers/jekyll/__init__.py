"""What is Jekyll's alone."""

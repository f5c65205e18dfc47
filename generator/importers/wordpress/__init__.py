"""What is WordPress's alone."""

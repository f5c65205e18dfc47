"""What is Hugo's alone."""

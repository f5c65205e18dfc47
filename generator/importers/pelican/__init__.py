"""What is Pelican's alone."""

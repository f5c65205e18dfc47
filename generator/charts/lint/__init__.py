"""What is surely or probably wrong with a chart, told before its readers see it."""

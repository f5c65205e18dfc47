"""An alternative text in sentences, told from the rows that a chart draws."""

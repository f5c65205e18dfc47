"""One composition of an author's art and of charts that filter one another."""

"""SQL: what a query says, who answers it, and how an answer becomes a dataset."""

"""Pages, feeds and files: what a plan is made of."""

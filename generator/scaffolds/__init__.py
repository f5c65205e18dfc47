"""What a new post, page or site begins as."""

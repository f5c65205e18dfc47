"""Large data cut down before it reaches a page: computed ahead, trimmed, rounded."""

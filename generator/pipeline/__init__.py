"""A build, from a folder of sources to a folder of pages."""

"""A question for a service in, its address out; its response in, what it says out. Nothing here sends requests."""

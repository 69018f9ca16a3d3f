"""What to ask a service in, its address out; its response in, what it says out. Nothing here asks by itself."""

"""A checklist enters; a Word document with a comment beside each statement leaves, and the answers return."""

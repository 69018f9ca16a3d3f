"""Look-ups for each row of a checklist: what the web says of its link, source and statement; one module a look-up."""

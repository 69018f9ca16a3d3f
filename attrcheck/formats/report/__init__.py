"""A checklist that people worked in enters; a report for whoever answers for the article leaves: problems first."""

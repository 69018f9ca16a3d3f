"""The subjects of a checklist in, what a look-up found about them out: one module a look-up."""

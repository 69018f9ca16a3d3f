"""Commands that measure, and the floors they hold."""

"""Programs that print the figures of accuracy and speed."""

"""Recipes that make the shipped models from the corpora."""

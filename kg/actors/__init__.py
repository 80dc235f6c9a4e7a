"""The actors of a store: listed, matched by name, corrected by people, and more of them imported."""

"""Claims across articles: which say the same, which differ, and on whom they rest."""

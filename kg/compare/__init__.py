"""Claims across articles: which say the same, which differ, and on whom they rest; and the graphs that tell of it."""

from kg.vocabulary import ID

GROUPS, BETWEEN, COPIES = ID["comparison/groups"], ID["comparison/differences"], ID["comparison/copies"]
COMPARISON = (GROUPS, BETWEEN, COPIES)

"""The errors that `kg` raises, each with the file, the place and the next step in its message.

KgError
├── ArticleError        a file cannot be read as an article (empty, binary, too large, not English, ...)
├── ModelError          a language model is missing or cannot be used
├── StoreError          a store is missing, locked or damaged
├── SchemeError         a file of event types cannot be used
├── GazetteerError      a user's file of places cannot be read
├── ActorsError         a name is of no actor or of several, or an extract of actors cannot be read
├── GradesError         a file of grades cannot be taken: a line is wrong, or names nothing in the store
├── QueryError          a question is not SPARQL, or is unknown
├── NotFoundError       no claim or article matches what was asked for
├── TableError          a table of words is missing or wrong
└── NonconformingError  a graph breaks the shapes
"""


class KgError(Exception):
    """Base of all errors meant for the user."""


class ArticleError(KgError):
    """A file cannot be read as an article."""


class ModelError(KgError):
    """A language model is missing or cannot be used."""


class StoreError(KgError):
    """A store is missing, locked or damaged."""


class SchemeError(KgError):
    """A file of event types cannot be used."""


class GazetteerError(KgError):
    """A user's file of places cannot be read."""


class ActorsError(KgError):
    """A name is of no actor of the store or of several, or an extract of actors cannot be read."""


class GradesError(KgError):
    """A file of grades cannot be taken, or a grade is not there."""


class QueryError(KgError):
    """A question is not SPARQL, or is unknown."""


class NotFoundError(KgError):
    """No claim or article matches what was asked for."""


class TableError(KgError):
    """A table of words is missing or wrong."""


class NonconformingError(KgError):
    """A graph breaks the shapes."""

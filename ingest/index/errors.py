"""What can go wrong with an index, said so that a person can act on it."""


class IndexProblem(Exception):
    """The index cannot be used or made. The message says why and what to do (English)."""


class NoIndex(IndexProblem):
    """Nothing has been indexed in this data folder yet."""


class DamagedIndex(IndexProblem):
    """Files of the index are missing or altered; indexing again makes them anew."""


class DataFolderProblem(IndexProblem):
    """The data folder cannot be written."""

"""Training of the Swedish retrieval model that the project ships; never imported at run time.

``python -m ingest.training --text ../shared/text --out ingest/index/embedding/tillit-sv`` reads the
public texts (``texts``), learns pieces of words (``tokenizer``), a first vector for each from what
stands near what (``cooccurrence``), trains the vectors on pairs that belong together (``pairs``,
``negatives``, ``train``), turns and rounds them (``rotation``, ``quantise``), tests them on
documents kept apart (``heldout``) and writes the model card (``card``). ``adaptation`` is the short
training on an organisation's own documents.
"""

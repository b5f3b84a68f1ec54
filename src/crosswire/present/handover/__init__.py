"""A dossier in the forms in which it is handed to others: graphs of entities, claims reviewed, annotations, documents.

In: a `Held`, the dossier as the contract has it. Out: bytes, the same for the same dossier and cover. What a form
needs and no dossier knows (the day, who sends it, where it stands) comes with a `Cover`; nothing is taken from the
clock or the machine. Reports' texts go along only where they are asked for, but for the words that are quoted.
"""

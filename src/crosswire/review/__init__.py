"""What people say of a dossier's statements: reviews written and read, found again, applied, and what to review next.

In: `Review`s and values that the stages made. Out: the same values with the reviews in force, how each statement
stands, and the order in which people should look. Who may review is not decided here, and nothing is stored.
"""

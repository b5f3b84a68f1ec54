"""Pure string work: folding, tokens, shingles, alignment, similarity. Imports nothing of crosswire but `types`, `errors` and `lang`."""

"""Annotated pages: invented articles in the layouts of different kinds of sites."""

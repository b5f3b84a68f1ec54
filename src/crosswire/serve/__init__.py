"""The desk's server: pages over a store in a database, each with a JSON twin, for a team's browser and for machines.

`app.make_app` puts it together; a module holds the routes of one subject; `security` decides who may do what.
"""

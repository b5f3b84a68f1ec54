"""Many reports on many cores and machines: the same pure stages, run by one of three engines.

`engines` says what an engine is and has the serial one; `local` runs worker processes of this machine,
`ray_engine` a Ray cluster. `batch` is the run from reports to tables and dossiers, `stages` its pure tasks,
`grouping` the one ordered pass, `place` folders and object stores, `tables` what is written to them.
"""

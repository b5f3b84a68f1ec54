"""crosswire reads many reports of one event and says what they jointly establish."""

__version__ = "0.1.0"

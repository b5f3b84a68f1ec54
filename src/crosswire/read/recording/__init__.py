"""Transcripts of recordings: WebVTT, SubRip."""

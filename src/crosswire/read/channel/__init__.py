"""Exports of channels: Telegram."""

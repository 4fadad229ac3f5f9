"""Data reading, window building, model, scoring and export for relata's English reader."""

"""The catalogue of official schemas, and the JSON Schemas of our own reports."""

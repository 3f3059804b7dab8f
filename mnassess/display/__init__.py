"""Forms, sections, differences and findings as a notebook shows them: escaped HTML beside the same as plain text."""

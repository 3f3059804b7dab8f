"""All reports of a city or of many at once: what stands in a few blanks of each, read as a stream and kept."""

"""Review notebooks: a draft goes out as one, and what reviewers write in it comes home."""

"""Pictures of the frames, each with what can be seen on it in words and the table it was drawn from beside it."""

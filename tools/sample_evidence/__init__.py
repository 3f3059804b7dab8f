"""The evidence folder of the sample workspace, made from texts that anyone can mend without Word or Excel."""

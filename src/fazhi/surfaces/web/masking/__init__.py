"""The desk's masking (脱敏): a file comes in, a person decides what is doubtful, the masked file goes out, the original goes."""

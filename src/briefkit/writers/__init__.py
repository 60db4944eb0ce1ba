"""The writers: each turns a document and a look into the bytes of one format."""

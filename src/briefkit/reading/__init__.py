"""Read English sentences, and compare a wording with the passages that it rests on."""

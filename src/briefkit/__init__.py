"""briefkit: one validated record of a meeting, every policy brief it takes."""

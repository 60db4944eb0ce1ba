"""Files of the author as plain data, strictly read, with the place of every value: YAML and TOML."""

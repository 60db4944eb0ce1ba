"""The embedded fonts: Carlito in four faces, under the SIL Open Font License 1.1 (OFL.txt); widths of others."""

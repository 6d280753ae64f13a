"""Pages, pictures and tables of what was found."""

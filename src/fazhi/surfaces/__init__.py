"""How people meet the system: the frame, navigation, error pages; a line keeps its own pages."""

"""The kernel room `parties`: persons and organisations as parties of any matter."""

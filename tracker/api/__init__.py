"""The selections as an API: routing, negotiation and schema from DRF, rows and their fields from the catalogue's columns."""

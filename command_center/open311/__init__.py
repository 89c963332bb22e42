"""The GeoReport v2 protocol: what apps and the website speak with us."""

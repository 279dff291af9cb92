"""The city that the site belongs to."""

# Västerås, WGS 84 (Lantmäteriet: 59°37′N 16°33′E).
VASTERAS = (59.6161, 16.5528)
# The code under which the city's own organisation stands among the records.
CITY_CODE = "vasteras"

"""A picture of our own for the demo content."""

from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (1200, 675)
SKY, SUN, WATER, LAND = "#cfe3e4", "#e9b44c", "#2f6f77", "#5b6b3a"
WALL, ROOF, WHITE = "#a23b2a", "#4a2c23", "#fbf7ef"


def drawing() -> bytes:
    """A red house by the water, as PNG; the same each time."""
    picture = Image.new("RGB", SIZE, SKY)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((820, 150, 1000, 330), fill=SUN)
    draw.rectangle((0, 430, 1200, 675), fill=WATER)
    draw.ellipse((-250, 370, 750, 640), fill=LAND)
    draw.rectangle((250, 260, 520, 430), fill=WALL)
    draw.polygon([(225, 265), (385, 150), (545, 265)], fill=ROOF)
    draw.rectangle((360, 330, 415, 430), fill=WHITE)
    for left in (280, 450):
        draw.rectangle((left, 300, left + 45, 350), fill=WHITE)
    for top in range(480, 660, 60):
        draw.line((780, top, 1130, top), fill=SKY, width=4)
    content = BytesIO()
    picture.save(content, "PNG", optimize=True)
    return content.getvalue()

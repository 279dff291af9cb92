"""From degrees to kilometres on a plane, x to the right and y upwards; both keep areas true."""

import math
from collections.abc import Callable

EARTH_RADIUS_KM = 6371.0
# None for what a projection cannot show.
Projection = Callable[[float, float], tuple[float, float] | None]


def azimuthal(longitude: float, latitude: float) -> Projection:
    """Lambert's azimuthal equal-area projection around a centre (Snyder 1987, p. 185)."""
    centre, sin0, cos0 = (
        math.radians(longitude),
        math.sin(math.radians(latitude)),
        math.cos(math.radians(latitude)),
    )

    def project(longitude: float, latitude: float) -> tuple[float, float] | None:
        turn, phi = math.radians(longitude) - centre, math.radians(latitude)
        sin, cos = math.sin(phi), math.cos(phi)
        nearness = 1 + sin0 * sin + cos0 * cos * math.cos(turn)
        if nearness < 1e-9:
            # The point opposite to the centre lies everywhere on the rim.
            return None
        k = math.sqrt(2 / nearness) * EARTH_RADIUS_KM
        return k * cos * math.sin(turn), k * (cos0 * sin - sin0 * cos * math.cos(turn))

    return project


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """The Equal Earth projection of the whole world (Šavrič, Patterson and Jenny 2018)."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    root = math.sqrt(3)
    theta = math.asin(root / 2 * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = 9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1
    x = 2 * root * math.radians(longitude) * math.cos(theta) / (3 * slope)
    y = theta * (a1 + a2 * square + sixth * (a3 + a4 * square))
    return x * EARTH_RADIUS_KM, y * EARTH_RADIUS_KM

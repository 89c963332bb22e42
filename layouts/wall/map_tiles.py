"""The addresses of the raster tiles that may lie under the map."""


def tile_urls(url: str) -> list[str]:
    """An address with {z}/{x}/{y} at each of the servers a, b and c where it has {s}: they share what a map asks for.

    None for no address.
    """
    if not url:
        return []
    return [url.replace("{s}", server) for server in ("abc" if "{s}" in url else "-")]

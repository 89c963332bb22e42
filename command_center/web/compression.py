"""Answers that are text travel compressed, where the browser takes it."""

from flask import Flask, Response, request
from flask_compress import Compress

KINDS = ("text/html", "text/css", "text/javascript", "application/json", "image/svg+xml")
LARGEST = 8_000_000
"""Files up to so many bytes are read into memory and compressed; larger ones are sent as they are."""

_AS_THEY_ARE = ("/masuk", "/api/", "/hooks/", "/open311/")


def install_compression(server: Flask) -> None:
    """Compress what is text and goes to a browser.

    The pages of sign-in stay as they are: they hold the token of the form beside words that the address chooses, and
    compressed sizes would tell of the one through the other. What machines ask for stays as it is too.
    """
    server.config.update(
        COMPRESS_REGISTER=False, COMPRESS_MIMETYPES=list(KINDS), COMPRESS_MIN_SIZE=1000, COMPRESS_STREAMS=False
    )
    compress = Compress(server)

    @server.after_request
    def compressed(response: Response) -> Response:
        if request.path.startswith(_AS_THEY_ARE) or response.mimetype not in KINDS:
            return response
        if response.status_code == 200 and response.is_streamed and (response.content_length or 0) <= LARGEST:
            # A file: as a stream it would be compressed outside the request.
            response.direct_passthrough = False
            response.get_data()
        return compress.after_request(response)

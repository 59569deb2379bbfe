"""How large a form with files may be: refused by what it says before a byte of it is kept."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import TemporaryFileUploadHandler

# ten documents of the largest size, with room for the fields beside them
LARGEST_FORM = 201 << 20


class BoundedUpload(TemporaryFileUploadHandler):
    """Keeps files on disk as they come in; a form that is too large is not read at all."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's own name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Refuse a form by its length."""
        del input_data, META, boundary, encoding
        if content_length > LARGEST_FORM:
            message = f"a form of {content_length} bytes"
            raise RequestDataTooBig(message)

"""What is answered where there is no answer: 400 with sentences per parameter, else one sentence in `detail`."""

from django.core.exceptions import SuspiciousOperation, TooManyFieldsSent
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler

from tracker.formats.values import retracted_text
from tracker.selections import PastTheEnd, Refused


class Gone(APIException):
    """A row that was published and retracted."""

    status_code = status.HTTP_410_GONE

    def __init__(self, gone):
        super().__init__(f"{retracted_text(gone)}. {gone.why}".strip())


def answered(error, context):
    """DRF's answer to an exception, and ours to those that the selections raise."""
    if isinstance(error, Refused):
        return Response({"errors": error.errors}, status.HTTP_400_BAD_REQUEST)
    if isinstance(error, PastTheEnd):
        return Response({"detail": str(error)}, status.HTTP_404_NOT_FOUND)
    if isinstance(error, TooManyFieldsSent):
        return Response({"errors": {"parameters": ["There are more parameters than can be answered."]}}, status.HTTP_400_BAD_REQUEST)
    if isinstance(error, SuspiciousOperation):
        return Response({"errors": {"request": ["The request is not well formed."]}}, status.HTTP_400_BAD_REQUEST)
    return exception_handler(error, context)

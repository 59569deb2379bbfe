"""The only package that opens a user's files: a project folder, and its records and problems."""

from feidi.folder.checking import check
from feidi.folder.folder import Folder
from feidi.folder.opening import Refused
from feidi.folder.read import read_folder
from feidi.folder.receipts import ReceiptFiles
from feidi.folder.settling import settle
from feidi.folder.write import new_folder, post

__all__ = [
    "Folder",
    "ReceiptFiles",
    "Refused",
    "check",
    "new_folder",
    "post",
    "read_folder",
    "settle",
]

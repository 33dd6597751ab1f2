"""The desk: what people who sign in work with, before it is public. Shared by the pages of /log/ and the admin."""

"""From a request to a response: fetch, decide, render."""

"""Calls the Chat functions over HTTP, with Python's standard library."""

import json
import os
import sys
import time
import urllib.error
import urllib.request


class ChatError(Exception):
    """A call that failed: `problem` is the problem document, or the gateway's own body."""

    def __init__(self, status, problem):
        super().__init__(problem.get("detail") or problem.get("message"))
        self.status = status
        self.problem = problem
        self.kind = problem.get("type", "").rpartition(":")[2]


def call(url, token, request, waits=3):
    """Posts a request and returns Chat's answer. Waits and calls again when the rate is used up."""
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    body = json.dumps(request).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=35) as response:
            return json.load(response)
    except urllib.error.HTTPError as error:
        if error.code == 429 and waits > 0:
            time.sleep(int(error.headers.get("Retry-After") or 1))
            return call(url, token, request, waits - 1)
        raise ChatError(error.code, json.load(error)) from None


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: call_chat.py USER PEER")
    pin = {
        "From_Account": sys.argv[1],
        "OperationType": 1,
        "RecentContactItem": [{"Type": 1, "To_Account": sys.argv[2]}],
    }
    try:
        print(call(f"{os.environ['CHAT_FUNCTIONS_URL']}/v4/recentcontact/top", os.environ["TOKEN"], pin))
    except ChatError as error:
        sys.exit(f"{error.status} {error.kind}: {error}")

#!/usr/bin/env python3
# Copyright 2026 The cQube on NiFi authors. Licensed under the Apache License, Version 2.0.
"""Tries at an installed NiFi what each role may do and may not do, over HTTPS, logged in as a browser would be.

usage: access.py SETTINGS

SETTINGS is a JSON file, so that no password stands on a command line:
{"nifi": "https://HOST:8443", "keycloak": "https://HOST:8543", "authority": "ca.pem",
 "users": {"administrator": {"name": "..", "password": ".."}, "operator": .., "viewer": .., "none": ..}}

A user that has to change the password, or to set up a second factor, does so. Prints one line per attempt; ends
with 1 if one had another answer than it should have.
"""

import base64
import hashlib
import hmac
import html
import http.client
import http.cookiejar
import json
import re
import ssl
import struct
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

LOGIN = "/nifi-api/oauth2/authorization/consumer"


class Browser:
    """Keeps cookies and follows redirects, trusts the installation's authority only."""

    def __init__(self, nifi, authority):
        self.nifi = nifi
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=ssl.create_default_context(cafile=authority)),
            urllib.request.HTTPCookieProcessor(self.cookies),
        )

    def open(self, url, form=None):
        """Status, address and text of the page that comes in the end."""
        data = None if form is None else urllib.parse.urlencode(form).encode()
        return self._send(urllib.request.Request(url, data=data))

    def call(self, method, path, body=None):
        """Status and text of a call to NiFi's REST interface."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.nifi + "/nifi-api" + path, data=data, method=method)
        request.add_header("Content-Type", "application/json")
        token = next((one.value for one in self.cookies if one.name == "__Secure-Request-Token"), None)
        if token:
            request.add_header("Request-Token", token)
        status, _, text = self._send(request)
        return status, text

    def _send(self, request):
        try:
            with self.opener.open(request, timeout=60) as answer:
                return answer.status, answer.url, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as refused:
            return refused.code, refused.url, refused.read().decode("utf-8", "replace")

    def login(self, name, password):
        """Through Keycloak's pages back to NiFi; says whether NiFi took it."""
        _, url, page = self.open(self.nifi + LOGIN)
        asked = []
        while not url.startswith(self.nifi):
            form = answer(page, name, password)
            # the same page once more is how Keycloak refuses
            if form is None or sorted(form) in asked:
                return False
            asked.append(sorted(form))
            _, url, page = self.open(action(page, url), form)
        return any(one.name == "__Secure-Authorization-Bearer" for one in self.cookies)


def answer(page, name, password):
    """What a person types into Keycloak's page; None if it asks for nothing."""
    secret = re.search(r'name="totpSecret" value="([^"]+)"', page)
    if secret:
        key = html.unescape(secret.group(1))
        return {"totpSecret": key, "totp": one_time_code(key), "userLabel": "test"}
    if 'name="password-new"' in page:
        return {"password-new": password + "!1", "password-confirm": password + "!1"}
    if 'name="password"' in page:
        return {"username": name, "password": password, "credentialId": ""}
    return None


def action(page, url):
    """Where Keycloak's form goes."""
    found = re.search(r'<form[^>]*\saction="([^"]+)"', page)
    if not found:
        raise SystemExit("no form on %s: %s" % (url, re.sub(r"<[^>]+>|\s+", " ", page)[:300]))
    return urllib.parse.urljoin(url, html.unescape(found.group(1)))


def one_time_code(secret):
    """Of RFC 6238, as an authenticator app shows it."""
    digest = hmac.new(secret.encode(), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    place = digest[-1] & 15
    return "%06d" % ((struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF) % 1_000_000)


class Attempts:
    """What was tried, and whether the answer was as it should be."""

    def __init__(self):
        self.wrong = 0

    def expect(self, who, what, wanted, got):
        well = got in wanted if isinstance(wanted, (list, tuple, set)) else got == wanted
        self.wrong += not well
        print("%-5s %-14s %-70s %s%s" % ("ok" if well else "WRONG", who, what, got, "" if well else ", not %s" % (wanted,)))


ROLES = ["administrator", "operator", "viewer", "none"]
# a call, and who may: the others have to be refused with 403
EVERYBODY = {"administrator", "operator", "viewer"}
OPERATORS = {"administrator", "operator"}
ADMINISTRATORS = {"administrator"}
# administrators may, and would lose what is queued: only the others try
DESTRUCTIVE = set()


def calls(group, processor, connection, context):
    """Method, path, body, roles that may."""
    never = {"version": 999_999, "clientId": "access-test"}
    return [
        ("GET", "/flow/process-groups/root", None, EVERYBODY),
        ("GET", "/process-groups/%s" % group, None, EVERYBODY),
        ("GET", "/processors/%s" % processor, None, EVERYBODY),
        ("GET", "/system-diagnostics", None, EVERYBODY),
        ("GET", "/flow/metrics/prometheus", None, EVERYBODY),
        ("GET", "/parameter-contexts/%s" % context, None, OPERATORS),
        ("GET", "/counters", None, OPERATORS),
        # of a whole group NiFi starts what the caller may start, and says 200 to nothing too: one alone tells
        ("PUT", "/processors/%s/run-status" % processor, {"revision": never, "state": "RUNNING"}, OPERATORS),
        ("POST", "/flowfile-queues/%s/listing-requests" % connection, {}, ADMINISTRATORS),
        ("POST", "/flowfile-queues/%s/drop-requests" % connection, {}, DESTRUCTIVE),
        ("GET", "/tenants/users", None, ADMINISTRATORS),
        ("GET", "/policies/read/flow", None, ADMINISTRATORS),
        ("POST", "/process-groups/%s/labels" % group, label(), ADMINISTRATORS),
        ("PUT", "/processors/%s" % processor, {"revision": never, "component": {"id": processor}}, ADMINISTRATORS),
        ("DELETE", "/process-groups/%s?version=999999" % group, None, ADMINISTRATORS),
    ]


def label():
    return {
        "revision": {"version": 0, "clientId": "access-test"},
        "component": {"label": "made by the access test", "position": {"x": 0, "y": -400}, "width": 1, "height": 1},
    }


def try_anonymous(settings, attempts, group):
    nobody = Browser(settings["nifi"], settings["authority"])
    for method, path in [
        ("GET", "/flow/current-user"),
        ("GET", "/flow/process-groups/root"),
        ("GET", "/flow/metrics/prometheus"),
        ("GET", "/system-diagnostics"),
        ("PUT", "/flow/process-groups/%s" % group),
    ]:
        status, _ = nobody.call(method, path, {} if method == "PUT" else None)
        attempts.expect("anonymous", method + " " + short(path), 401, status)
    status, text = nobody.call("GET", "/authentication/configuration")
    attempts.expect("anonymous", "asked to log in", True, json.loads(text)["authenticationConfiguration"]["loginSupported"])
    _, _, page = nobody.open(settings["nifi"] + "/nifi/")
    attempts.expect("anonymous", "the canvas is an empty page", False, group in page or "cQube" in page)
    _, url, _ = nobody.open(settings["nifi"] + LOGIN)
    attempts.expect("anonymous", "log in leads to Keycloak", True, url.startswith(settings["keycloak"]))
    attempts.expect("anonymous", "forged token", 401, forged(settings))
    attempts.expect("anonymous", "plain HTTP", "closed", plain(settings))


def forged(settings):
    """A token with the right look, signed by nobody."""

    def part(content):
        return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")

    claims = {"sub": settings["users"]["administrator"]["name"], "iss": settings["nifi"], "groups": ["administrator"]}
    claims.update(aud=settings["nifi"], exp=int(time.time()) + 600, iat=int(time.time()), nbf=int(time.time()))
    request = urllib.request.Request(settings["nifi"] + "/nifi-api/flow/current-user")
    request.add_header("Authorization", "Bearer %s.%s." % (part({"alg": "none"}), part(claims)))
    try:
        context = ssl.create_default_context(cafile=settings["authority"])
        return urllib.request.urlopen(request, context=context, timeout=30).status
    except urllib.error.HTTPError as refused:
        return refused.code


def plain(settings):
    try:
        return urllib.request.urlopen(settings["nifi"].replace("https:", "http:") + "/nifi/", timeout=30).status
    except (urllib.error.URLError, OSError, http.client.HTTPException) as closed:
        return closed.code if isinstance(closed, urllib.error.HTTPError) else "closed"


def short(path):
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}", "ID", path)


def first(items):
    return next(iter(items))["id"]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        settings = json.load(file)
    attempts = Attempts()
    browsers = {}
    for role in ROLES:
        user = settings["users"].get(role)
        if user:
            browsers[role] = Browser(settings["nifi"], settings["authority"])
            attempts.expect(role, "logs in with Keycloak", True, browsers[role].login(user["name"], user["password"]))
    administrator = browsers["administrator"]
    wrong = Browser(settings["nifi"], settings["authority"])
    name = settings["users"]["viewer"]["name"]
    attempts.expect("viewer", "wrong password", False, wrong.login(name, "not the password"))
    root = json.loads(administrator.call("GET", "/flow/process-groups/root")[1])["processGroupFlow"]["flow"]
    parent = next(one for one in root["processGroups"] if one["component"]["name"] == "cQube")
    inner = json.loads(administrator.call("GET", "/flow/process-groups/" + parent["id"])[1])
    group = first(inner["processGroupFlow"]["flow"]["processGroups"])
    flow = json.loads(administrator.call("GET", "/flow/process-groups/" + group)[1])["processGroupFlow"]["flow"]
    contexts = json.loads(administrator.call("GET", "/flow/parameter-contexts")[1])["parameterContexts"]
    try_anonymous(settings, attempts, group)
    for method, path, body, may in calls(group, first(flow["processors"]), first(flow["connections"]), first(contexts)):
        for role, browser in browsers.items():
            if may is DESTRUCTIVE and role == "administrator":
                continue
            status, text = browser.call(method, path, body)
            # a change is asked for with a revision that is never right: it gets past the policies, not further
            wanted = (200, 201, 202, 400, 409) if role in may else 403
            attempts.expect(role, method + " " + short(path), wanted, status)
            if method == "POST" and status == 201:
                made = json.loads(text)
                version = made["revision"]["version"]
                browser.call("DELETE", "/labels/%s?version=%d" % (made["id"], version))
    shown = [one["parameter"] for context in contexts for one in context["component"]["parameters"]]
    hidden = [one.get("value") for one in shown if one["sensitive"]]
    attempts.expect("administrator", "sees no sensitive value", True, all(set(one or "*") == {"*"} for one in hidden))
    print("%d attempts with a wrong answer" % attempts.wrong)
    return 1 if attempts.wrong else 0


if __name__ == "__main__":
    sys.exit(main())

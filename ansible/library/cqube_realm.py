#!/usr/bin/python
# Copyright 2026 The cQube on NiFi authors. Licensed under the Apache License, Version 2.0.
"""Brings a realm of Keycloak to what the installation says, over its admin REST interface."""

from __future__ import absolute_import, division, print_function

__metaclass__ = type

DOCUMENTATION = r"""
module: cqube_realm
short_description: Realm, roles, clients and first users of Keycloak
description:
  - Compares only what is given. Settings, clients, roles and users that somebody else made stay as they are.
  - A user that is there keeps password and profile; only the roles named in O(roles) are set as asked for.
options:
  url: {description: Keycloak's address, type: str, required: true}
  ca_path: {description: PEM of the authority that signed its certificate, type: path}
  admin: {description: Name of the administrator of the realm master, type: str, required: true}
  password: {description: The administrator's password, type: str, required: true}
  realm: {description: Representation of the realm, type: dict, required: true}
  roles: {description: Realm roles, name and description, type: list, elements: dict, default: []}
  clients: {description: Representations of clients; C(realmRoles) are those that they may see, type: list, elements: dict, default: []}
  users: {description: Users with name, role, email, password and required actions; C(absent) for one to be deleted, type: list, elements: dict, default: []}
"""

EXAMPLES = r"""
- cqube_realm:
    url: https://id.example.org:8543
    admin: cqube-admin
    password: "{{ secret }}"
    realm: {realm: cqube, enabled: true}
"""

RETURN = r"""
changes: {description: What was changed, returned: always, type: list}
"""

import json

from ansible.module_utils.basic import AnsibleModule
from ansible.module_utils.six.moves.urllib.error import HTTPError, URLError
from ansible.module_utils.six.moves.urllib.parse import quote, urlencode
from ansible.module_utils.urls import open_url


class Refused(Exception):
    """Keycloak did not do what it was asked for. Never holds what was sent."""


class Admin(object):
    """Keycloak's admin interface, as one administrator."""

    def __init__(self, module):
        self.url = module.params["url"].rstrip("/")
        self.ca_path = module.params["ca_path"]
        self.token = self._login(module.params["admin"], module.params["password"])

    def _login(self, admin, password):
        form = urlencode(
            {"grant_type": "password", "client_id": "admin-cli", "username": admin, "password": password}
        )
        answer = self._open(
            "POST",
            "/realms/master/protocol/openid-connect/token",
            form,
            {"Content-Type": "application/x-www-form-urlencoded"},
        )
        return json.load(answer)["access_token"]

    def _open(self, method, path, data, headers):
        try:
            return open_url(
                self.url + path, method=method, data=data, headers=headers, ca_path=self.ca_path, timeout=30
            )
        except HTTPError as refused:
            if method == "GET" and refused.code == 404:
                return None
            reason = refused.read()[:300].decode("utf-8", "replace")
            raise Refused("Keycloak answers %s to %s %s: %s" % (refused.code, method, path, reason))
        except URLError as away:
            raise Refused("Keycloak does not answer at %s: %s" % (self.url, away.reason))

    def call(self, method, path, body=None):
        headers = {"Authorization": "Bearer " + self.token, "Content-Type": "application/json"}
        answer = self._open(method, "/admin/realms" + path, None if body is None else json.dumps(body), headers)
        if answer is None:
            return None
        text = answer.read()
        return json.loads(text) if text else {}

    def get(self, path):
        """None if it is not there."""
        return self.call("GET", path)


def differs(wanted, there):
    """Whether anything that is wanted is not there; what is there besides does not matter. Lists are sets."""
    if isinstance(wanted, dict):
        return not isinstance(there, dict) or any(differs(value, there.get(key)) for key, value in wanted.items())
    if isinstance(wanted, list):
        return sorted(map(json.dumps, wanted)) != sorted(map(json.dumps, there or []))
    if isinstance(there, bool) or isinstance(wanted, bool):
        return str(wanted).lower() != str(there).lower()
    return wanted != there


def merged(there, wanted):
    """What is there, with what is wanted put over it."""
    result = dict(there)
    for key, value in wanted.items():
        inner = there.get(key)
        result[key] = merged(inner, value) if isinstance(value, dict) and isinstance(inner, dict) else value
    return result


class Realm(object):
    """One realm, as it is and as it shall be."""

    def __init__(self, module):
        self.params = module.params
        self.check = module.check_mode
        self.admin = Admin(module)
        self.name = module.params["realm"]["realm"]
        self.path = "/" + quote(self.name)
        self.changes = []

    def change(self, what, method, path, body=None):
        self.changes.append(what)
        if not self.check:
            self.admin.call(method, path, body)

    def apply(self):
        wanted = self.params["realm"]
        there = self.admin.get(self.path)
        if there is None:
            self.change("realm %s made" % self.name, "POST", "", wanted)
            if self.check:
                return
        elif differs(wanted, there):
            self.change("realm %s changed" % self.name, "PUT", self.path, wanted)
        for role in self.params["roles"]:
            self.role(role)
        for client in self.params["clients"]:
            self.client(client)
        for user in self.params["users"]:
            self.user(user)

    def role(self, role):
        path = self.path + "/roles"
        there = self.admin.get(path + "/" + quote(role["name"]))
        if there is None:
            self.change("role %s made" % role["name"], "POST", path, role)
        elif differs(role, there):
            self.change(
                "role %s changed" % role["name"], "PUT", path + "/" + quote(role["name"]), merged(there, role)
            )

    def client(self, client):
        wanted = dict(client)
        mappers = wanted.pop("protocolMappers", [])
        roles = wanted.pop("realmRoles", [])
        path = self.path + "/clients"
        query = path + "?clientId=" + quote(wanted["clientId"], safe="")
        found = self.admin.get(query)
        if not found:
            self.change("client %s made" % wanted["clientId"], "POST", path, wanted)
            if self.check:
                return
            found = self.admin.get(query)
        there = found[0]
        path += "/" + there["id"]
        if differs(wanted, there):
            self.change("client %s changed" % wanted["clientId"], "PUT", path, merged(there, wanted))
        for mapper in mappers:
            self.mapper(path + "/protocol-mappers/models", mapper, there.get("protocolMappers", []))
        self.scope(path + "/scope-mappings/realm", roles, wanted["clientId"])

    def mapper(self, path, mapper, existing):
        there = next((one for one in existing if one["name"] == mapper["name"]), None)
        if there is None:
            self.change("claim %s made" % mapper["name"], "POST", path, mapper)
        elif differs(mapper, there):
            self.change("claim %s changed" % mapper["name"], "PUT", path + "/" + there["id"], merged(there, mapper))

    def scope(self, path, roles, client):
        there = {role["name"] for role in self.admin.get(path) or []}
        missing = sorted(set(roles) - there)
        surplus = sorted(there - set(roles))
        if missing:
            self.change("client %s sees %s" % (client, ", ".join(missing)), "POST", path, self.named(missing))
        if surplus:
            self.change(
                "client %s sees %s no longer" % (client, ", ".join(surplus)), "DELETE", path, self.named(surplus)
            )

    def named(self, names):
        """Representations of realm roles; those that a check run did not make are left out."""
        roles = (self.admin.get(self.path + "/roles/" + quote(name)) for name in names)
        return [{"id": role["id"], "name": role["name"]} for role in roles if role]

    def user(self, user):
        path = self.path + "/users"
        query = path + "?exact=true&username=" + quote(user["name"], safe="")
        found = self.admin.get(query)
        if user.get("absent"):
            if found:
                self.change("user %s deleted" % user["name"], "DELETE", path + "/" + found[0]["id"])
            return
        if not found:
            self.change(
                "user %s made" % user["name"],
                "POST",
                path,
                {
                    "username": user["name"],
                    "enabled": True,
                    "email": user["email"],
                    "emailVerified": True,
                    "firstName": user.get("first_name", user["name"]),
                    "lastName": user.get("last_name", user["name"]),
                    "requiredActions": user.get("required_actions", []),
                    "credentials": [
                        {"type": "password", "value": user["password"], "temporary": user.get("temporary", True)}
                    ],
                },
            )
            if self.check:
                return
            found = self.admin.get(query)
        path += "/" + found[0]["id"] + "/role-mappings/realm"
        ours = {role["name"] for role in self.params["roles"]}
        there = {role["name"] for role in self.admin.get(path) or []} & ours
        wanted = {user["role"]} if user.get("role") else set()
        missing = wanted - there
        surplus = there - wanted
        if missing:
            self.change(
                "user %s is %s" % (user["name"], ", ".join(missing)), "POST", path, self.named(sorted(missing))
            )
        if surplus:
            self.change(
                "user %s is %s no longer" % (user["name"], ", ".join(sorted(surplus))),
                "DELETE",
                path,
                self.named(sorted(surplus)),
            )


def main():
    module = AnsibleModule(
        argument_spec={
            "url": {"type": "str", "required": True},
            "ca_path": {"type": "path"},
            "admin": {"type": "str", "required": True},
            "password": {"type": "str", "required": True, "no_log": True},
            "realm": {"type": "dict", "required": True},
            "roles": {"type": "list", "elements": "dict", "default": []},
            "clients": {"type": "list", "elements": "dict", "default": [], "no_log": True},
            "users": {"type": "list", "elements": "dict", "default": [], "no_log": True},
        },
        supports_check_mode=True,
    )
    try:
        realm = Realm(module)
        realm.apply()
    except Refused as refused:
        module.fail_json(msg=str(refused))
    module.exit_json(changed=bool(realm.changes), changes=realm.changes)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
"""A trust store of Java's public roots and one more authority."""

import hashlib
import os
import subprocess
import tempfile

from ansible.module_utils.basic import AnsibleModule

DOCUMENTATION = r"""
---
module: java_trust
short_description: Makes a trust store of Java's public roots and one more authority
description:
  - The store is made anew when Java's roots or the authority's certificate changed since it was made.
options:
  java:
    description: Java's home directory
    type: path
    required: true
  authority:
    description: the authority's certificate, PEM
    type: path
    required: true
  store:
    description: the trust store; what it was made of is noted beside it, with the ending .made-of
    type: path
    required: true
author: [cQube]
"""

EXAMPLES = r"""
- name: Roots that the services trust
  java_trust:
    java: /opt/cqube/java
    authority: /etc/cqube/tls/ca.pem
    store: /etc/cqube/tls/cacerts
"""

RETURN = r""" # """

# not a secret: the store holds public certificates, and this is the password that every Java expects
PASSWORD = "changeit"


def digest(*paths):
    total = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as file:
            total.update(hashlib.sha256(file.read()).digest())
    return total.hexdigest()


def read(path):
    if not os.path.exists(path):
        return None
    with open(path, encoding="ascii") as file:
        return file.read().strip()


def make(module, roots, store, authority):
    """Makes it beside its place, then renames: services never see half a store."""
    directory = tempfile.mkdtemp(dir=os.path.dirname(store))
    made = os.path.join(directory, "cacerts")
    try:
        with open(roots, "rb") as source, open(made, "wb") as target:
            target.write(source.read())
        command = [os.path.join(module.params["java"], "bin", "keytool"), "-importcert", "-noprompt", "-keystore", made]
        command += ["-storepass", PASSWORD, "-alias", "cqube-authority", "-file", authority]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode != 0:
            module.fail_json(msg=f"keytool failed: {run.stdout.strip()} {run.stderr.strip()}")
        os.chmod(made, 0o644)
        os.replace(made, store)
    finally:
        if os.path.exists(made):
            os.unlink(made)
        os.rmdir(directory)


def main():
    module = AnsibleModule(
        argument_spec={
            "java": {"type": "path", "required": True},
            "authority": {"type": "path", "required": True},
            "store": {"type": "path", "required": True},
        },
        supports_check_mode=True,
    )
    store = module.params["store"]
    note = store + ".made-of"
    authority = module.params["authority"]
    roots = os.path.join(module.params["java"], "lib", "security", "cacerts")
    if module.check_mode and not (os.path.exists(roots) and os.path.exists(authority)):
        module.exit_json(changed=True)
    if not os.path.exists(roots):
        module.fail_json(msg=f"{roots} is missing: give a Java that brings its public roots (cqube_java_from)")
    wanted = digest(roots, authority)
    if os.path.exists(store) and read(note) == wanted:
        module.exit_json(changed=False)
    if not module.check_mode:
        make(module, roots, store, authority)
        with open(note, "w", encoding="ascii") as file:
            file.write(wanted + "\n")
    module.exit_json(changed=True)


if __name__ == "__main__":
    main()

#!/usr/bin/python3
# Copyright 2026 The cQube on NiFi authors. Licensed under the Apache License, Version 2.0.
"""Emits the project's samples into an installation, on its host, and waits until all are published.

usage: emit.py SAMPLES

Masters first, then what refers to them. Ends with 1 if one ends otherwise, or nothing moves for ten minutes.
"""

import csv
import datetime
import hashlib
import io
import json
import pathlib
import subprocess
import sys
import time
import zipfile

import boto3
from botocore.client import Config

# each wave refers to what came before it
WAVES = [
    ["district_master", "school_management_master", "school_category_master"],
    ["block_master"],
    ["cluster_master"],
    ["school_master"],
    ["student_master", "teacher_master", "infrastructure", "crc"],
    ["student_attendance", "teacher_attendance", "semester", "pat", "sat"],
]
# of a source with several files: what the results refer to first
LAST = "_result_trans"
# seconds
PATIENCE = 600


def client():
    with open("/etc/cqube/s3-client.json", encoding="utf-8") as file:
        settings = json.load(file)
    return boto3.client(
        "s3",
        endpoint_url=settings["endpoint"] or None,
        region_name=settings["region"],
        aws_access_key_id=settings["access_key"],
        aws_secret_access_key=settings["secret_key"],
        verify="/etc/ssl/certs/ca-certificates.crt",
        config=Config(s3={"addressing_style": "path"}),
    )


def packed(file, at):
    """A zip of the file with a manifest, as emitters send it."""
    content = file.read_bytes()
    name = f"{file.stem}_{at:%Y%m%d%H%M%S}.csv"
    rows = list(csv.reader(io.StringIO(content.decode("utf-8")), delimiter="|"))
    manifest = [
        "file_name|file_size|total_number_of_records|total_number_of_columns|sha256|emission_time",
        f"{name}|{len(content)}|{len(rows) - 1}|{len(rows[0])}|{hashlib.sha256(content).hexdigest()}"
        f"|{at:%Y-%m-%d %H:%M:%S}",
    ]
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
        archive.writestr(f"manifest_{name}", "\n".join(manifest) + "\n")
    return f"{file.stem}_{at:%Y%m%d%H%M%S}.zip", target.getvalue()


def states():
    query = "select object_key, state from meta.emission order by 1"
    command = ["runuser", "-u", "postgres", "--", "psql", "-XAtq", "-F", " ", "-d", "cqube", "-c", query]
    lines = subprocess.run(command, check=True, capture_output=True, text=True, cwd="/").stdout.splitlines()
    return dict(line.split(" ") for line in lines)


def wait(keys, good):
    """Until each of the keys is in one of the good states."""
    moved, before = time.monotonic(), None
    while True:
        now = {key: states().get(key, "not seen") for key in keys}
        bad = {key: state for key, state in now.items() if state in ("refused", "abandoned", "expired", "parked")}
        if bad:
            sys.exit(f"emit.py: {bad}")
        if all(state in good for state in now.values()):
            return
        if now != before:
            moved, before = time.monotonic(), now
        elif time.monotonic() - moved > PATIENCE:
            sys.exit(f"emit.py: nothing moves: {now}")
        time.sleep(2)


def main():
    samples = pathlib.Path(sys.argv[1])
    s3 = client()
    zone = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    at = datetime.datetime.now(zone)
    keys = []
    for wave in WAVES:
        emitted = []
        for source in wave:
            files = sorted((samples / source).glob("*.csv"), key=lambda file: (LAST in file.stem, file.name))
            for file in files:
                at += datetime.timedelta(seconds=1)
                name, content = packed(file, at)
                key = f"{source}/{name}"
                s3.put_object(Bucket="cqube-emission", Key=key, Body=content)
                emitted.append(key)
        wait(emitted, ("loaded", "aggregated", "published"))
        keys += emitted
    wait(keys, ("published",))
    print(f"{len(keys)} emissions published")


if __name__ == "__main__":
    main()

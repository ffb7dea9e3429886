#!/usr/bin/python3
"""A bucket of any S3 server, with its life-cycle rules."""

from ansible.module_utils.basic import AnsibleModule, missing_required_lib

try:
    import boto3
    from botocore.client import Config
    from botocore.exceptions import BotoCoreError, ClientError
except ImportError:
    boto3 = None

DOCUMENTATION = r"""
---
module: cqube_bucket
short_description: Makes a bucket of any S3 server, with its life-cycle rules
options:
  name:
    description: the bucket
    type: str
    required: true
  endpoint:
    description: URL of the server; empty for Amazon's
    type: str
    default: ""
  region:
    description: region of the bucket
    type: str
    required: true
  path_style:
    description: for servers without a host name per bucket
    type: bool
    default: false
  access_key:
    description: access key id; empty for the machine's own credentials
    type: str
    default: ""
  secret_key:
    description: its secret key
    type: str
    default: ""
  authority:
    description: certificates that the server's is checked with, PEM
    type: path
    default: /etc/ssl/certs/ca-certificates.crt
  abort_uploads_days:
    description: days after which uploads that never ended are removed; 0 for no rule
    type: int
    default: 0
  access:
    description: only tries that the bucket, or the right to make it, is there; nothing is changed
    type: bool
    default: false
author: [cQube]
"""

EXAMPLES = r"""
- name: Bucket
  cqube_bucket:
    name: cqube-input
    region: ap-south-1
    abort_uploads_days: 7
"""

RETURN = r"""
lifecycle:
  description: whether the server keeps life-cycle rules
  returned: when abort_uploads_days is given
  type: bool
"""

# answers of servers that know no life-cycle rules
UNKNOWN = {"NotImplemented", "MethodNotAllowed", "XNotImplemented", "501", "405"}
RULE = "cqube-abort-uploads"


def client(parameters):
    credentials = {}
    if parameters["access_key"]:
        credentials = {
            "aws_access_key_id": parameters["access_key"],
            "aws_secret_access_key": parameters["secret_key"],
        }
    style = {"addressing_style": "path" if parameters["path_style"] else "auto"}
    return boto3.client(
        "s3",
        endpoint_url=parameters["endpoint"] or None,
        region_name=parameters["region"],
        verify=parameters["authority"],
        config=Config(s3=style, connect_timeout=10, read_timeout=30, retries={"max_attempts": 3}),
        **credentials,
    )


def code(error):
    return error.response.get("Error", {}).get("Code", "")


def exists(s3, name):
    try:
        s3.head_bucket(Bucket=name)
        return True
    except ClientError as error:
        if code(error) in ("404", "NoSuchBucket"):
            return False
        raise


def create(s3, name, region):
    # the first region may not be named, all others have to be
    place = {} if region == "us-east-1" else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    s3.create_bucket(Bucket=name, **place)


def rules(s3, name):
    """The rules of a bucket; None if the server knows none."""
    try:
        return s3.get_bucket_lifecycle_configuration(Bucket=name).get("Rules", [])
    except ClientError as error:
        if code(error) in ("NoSuchLifecycleConfiguration", "NoSuchBucket"):
            return []
        if code(error) in UNKNOWN:
            return None
        raise


def keep_rule(s3, name, days, check):
    """Adds our rule to those that are there; returns (changed, known)."""
    present = rules(s3, name)
    if present is None:
        return False, False
    wanted = {
        "ID": RULE,
        "Status": "Enabled",
        "Filter": {"Prefix": ""},
        "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": days},
    }
    if wanted in present:
        return False, True
    if not check:
        others = [rule for rule in present if rule.get("ID") != RULE]
        s3.put_bucket_lifecycle_configuration(Bucket=name, LifecycleConfiguration={"Rules": others + [wanted]})
    return True, True


def main():
    module = AnsibleModule(
        argument_spec={
            "name": {"type": "str", "required": True},
            "endpoint": {"type": "str", "default": ""},
            "region": {"type": "str", "required": True},
            "path_style": {"type": "bool", "default": False},
            "access_key": {"type": "str", "default": ""},
            "secret_key": {"type": "str", "default": "", "no_log": True},
            "authority": {"type": "path", "default": "/etc/ssl/certs/ca-certificates.crt"},
            "abort_uploads_days": {"type": "int", "default": 0},
            "access": {"type": "bool", "default": False},
        },
        supports_check_mode=True,
    )
    if boto3 is None:
        if module.check_mode:
            module.exit_json(changed=True)
        module.fail_json(msg=missing_required_lib("boto3"))
    parameters = module.params
    name = parameters["name"]
    result = {"changed": False}
    try:
        s3 = client(parameters)
        there = exists(s3, name)
        if parameters["access"]:
            module.exit_json(**result)
        if not there:
            result["changed"] = True
            if module.check_mode:
                module.exit_json(**result)
            create(s3, name, parameters["region"])
        if parameters["abort_uploads_days"]:
            changed, known = keep_rule(s3, name, parameters["abort_uploads_days"], module.check_mode)
            result["changed"] = result["changed"] or changed
            result["lifecycle"] = known
    except (BotoCoreError, ClientError, ValueError) as error:
        where = parameters["endpoint"] or f"Amazon S3 in {parameters['region']}"
        module.fail_json(msg=f"bucket {name} at {where}: {error}")
    module.exit_json(**result)


if __name__ == "__main__":
    main()

"""Holds a reply against api/openapi.yaml: path, method, status, headers,
content type and body."""
import json
import os
import re

import jsonschema
import yaml

from . import TOP

METHODS = ("get", "put", "post", "delete", "head", "options", "patch",
           "trace")


class Mismatch(AssertionError):
    pass


class OpenApi:
    def __init__(self, document):
        self.document = document
        # Literal segments before {parameters}, {name}.xlsx before {name}.
        self.paths = sorted(document["paths"],
                            key=lambda p: [(s.startswith("{"), s.endswith("}"))
                                           for s in p.split("/")])
        self._validators = {}

    @classmethod
    def load(cls):
        path = os.path.join(TOP, "api/openapi.yaml")
        with open(path, encoding="utf-8") as text:
            return cls(yaml.load(text, Loader=yaml.CSafeLoader))

    def resolve(self, node):
        while isinstance(node, dict) and "$ref" in node:
            at = self.document
            for key in node["$ref"].removeprefix("#/").split("/"):
                at = at[key.replace("~1", "/").replace("~0", "~")]
            node = at
        return node

    def operations(self):
        """{(METHOD, path)}"""
        return {(method.upper(), path)
                for path, item in self.document["paths"].items()
                for method in item if method in METHODS}

    def find(self, path):
        for template in self.paths:
            pattern = re.sub(r"\\\{[^/]*?\\\}", "[^/]+", re.escape(template))
            if re.fullmatch(pattern, path):
                return template
        return None

    def check(self, method, path, status, headers, body):
        """headers: {lower-case name: value}. Raises Mismatch."""
        where = f"{method} {path} -> {status}"
        response = self._response(method, path, status, where)
        for name, header in response.get("headers", {}).items():
            if self.resolve(header).get("required") and (
                    name.lower() not in headers):
                raise Mismatch(f"{where}: no header {name}")
        content = response.get("content")
        if method == "HEAD":
            return
        if not content or status == 304:
            if body:
                raise Mismatch(f"{where}: a body where none is documented")
            return
        kind = headers.get("content-type", "").partition(";")[0].strip()
        if kind not in content:
            raise Mismatch(f"{where}: undocumented content type {kind!r}")
        if kind == "application/json" or kind.endswith("+json"):
            self._check_json(where, content[kind].get("schema"), body)

    def _response(self, method, path, status, where):
        template = self.find(path)
        item = self.document["paths"].get(template, {})
        operation = item.get(method.lower())
        if operation is None and method == "HEAD":
            operation = item.get("get")
        if operation is None:
            # No such path or method: a problem, and nothing else.
            if status not in (400, 401, 403, 404, 405, 501):
                raise Mismatch(f"{where}: not in the document")
            return self.resolve(
                self.document["components"]["responses"]["Problem"])
        responses = operation["responses"]
        for key in (str(status), f"{status // 100}XX", "default"):
            if key in responses:
                return self.resolve(responses[key])
        raise Mismatch(f"{where}: undocumented status")

    def _check_json(self, where, schema, body):
        try:
            value = json.loads(body)
        except ValueError as error:
            raise Mismatch(f"{where}: not JSON: {error}")
        if schema is None:
            return
        error = jsonschema.exceptions.best_match(
            self._validator(schema).iter_errors(value))
        if error is not None:
            at = "/".join(str(p) for p in error.absolute_path)
            raise Mismatch(f"{where}: at /{at}: {error.message[:500]}")

    def _validator(self, schema):
        key = id(schema)
        if key not in self._validators:
            resolver = jsonschema.RefResolver("", self.document)
            self._validators[key] = jsonschema.Draft202012Validator(
                schema, resolver=resolver)
        return self._validators[key]

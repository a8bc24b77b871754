"""rules/serve/openapi.json: whether it is OpenAPI 3.1, and whether an answer is as it says.

Of OpenAPI 3.1 and JSON Schema 2020-12 what the document uses is checked here, key by key: a key that
is not known here is an error, so that nothing stands in it unchecked.
"""

import json
import os
import re

import jsonschema

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
SECTIONS = ("schemas", "responses", "parameters", "examples", "headers", "securitySchemes")
# What every answer may have, whatever it answers (RFC 9110).
COMMON = {"date", "content-length", "content-type", "connection", "transfer-encoding", "keep-alive"}

# Object: its keys; ! must be there.
KEYS = {
    "document": "openapi! info! servers tags security paths! components",
    "info": "title! version! summary description license",
    "tag": "name! description",
    "operation": "operationId! tags summary! description security parameters requestBody responses!",
    "parameter": "name! in! required description schema! style explode example",
    "body": "required description content!",
    "media": "schema! x-item-schema example examples",
    "response": "description! headers content",
    "header": "description required! schema!",
    "example": "summary value!",
    "security": "type! scheme! description",
}


class Document:
    def __init__(self, sources, wrong):
        self.wrong = wrong
        folder = os.path.join(sources, "rules", "serve")
        with open(os.path.join(folder, "openapi.json"), encoding="utf-8") as file:
            self.root = json.load(file, object_pairs_hook=self.unique)
        with open(os.path.join(folder, "record.schema.json"), encoding="utf-8") as file:
            record = json.load(file)
        # One document with both, so that references between the two need no server.
        self.whole = {"openapi": self.moved(self.root, "#/openapi"), "record": self.moved(record, "#/record")}
        self.used, self.judged, self.validators = set(), {}, {}
        self.operations = {}  # operationId: (path, method, operation)

    def unique(self, pairs):
        if len({key for key, value in pairs}) != len(pairs):
            self.wrong(f"a key twice among {[key for key, value in pairs]}")
        return dict(pairs)

    def moved(self, node, home):
        if isinstance(node, list):
            return [self.moved(item, home) for item in node]
        if not isinstance(node, dict):
            return node
        out = {key: self.moved(value, home) for key, value in node.items()}
        if isinstance(node.get("$ref"), str):
            file, _, place = node["$ref"].partition("#")
            out["$ref"] = ("#/record" if file == "record.schema.json" else home) + place
        return out

    def follow(self, node):
        """What a reference leads to, of the document itself."""
        while isinstance(node, dict) and isinstance(node.get("$ref"), str):
            reference = node["$ref"]
            self.used.add(reference)
            node = self.whole if reference.startswith("#/record") else self.root
            for part in reference.split("/")[1:]:
                if not isinstance(node, dict) or part not in node:
                    self.wrong(f"{reference} leads nowhere")
                    return {}
                node = node[part]
        return node

    def keys(self, kind, node, where):
        known = {word.rstrip("!"): word.endswith("!") for word in KEYS[kind].split()}
        for key in node:
            if key not in known:
                self.wrong(f"{where}: {kind} has no {key}")
        for key, must in known.items():
            if must and key not in node:
                self.wrong(f"{where}: {kind} lacks {key}")

    def validate(self, schema, value):
        """What is wrong with the value, or None. The same text is judged once."""
        key = (id(schema), value if isinstance(value, str) else json.dumps(value))
        if key not in self.judged:
            error = jsonschema.exceptions.best_match(self.validator(schema).iter_errors(value))
            self.judged[key] = error and f"{'/'.join(map(str, error.absolute_path))}: {error.message[:300]}"
        return self.judged[key]

    def validator(self, schema):
        if id(schema) not in self.validators:
            both = {"openapi": self.whole["openapi"], "record": self.whole["record"]}
            self.validators[id(schema)] = jsonschema.Draft202012Validator(
                {"allOf": [self.moved(schema, "#/openapi")], **both}
            )
        return self.validators[id(schema)]

    # The document itself.

    def check(self):
        root = self.root
        self.keys("document", root, "document")
        if not re.fullmatch(r"3\.1\.[0-9]+", root["openapi"]):
            self.wrong(f"openapi: {root['openapi']}")
        self.keys("info", root["info"], "info")
        for tag in root["tags"]:
            self.keys("tag", tag, "tags")
        for path, item in root["paths"].items():
            self.check_path(path, item)
        for section, entries in root["components"].items():
            if section not in SECTIONS:
                self.wrong(f"components.{section}")
            for name, entry in entries.items():
                if not re.fullmatch(r"[a-zA-Z0-9._-]+", name):
                    self.wrong(f"components.{section}: {name}")
                self.check_component(section, name, entry)
        self.check_references(root)
        self.check_unused()

    def check_component(self, section, name, entry):
        where = f"{section}.{name}"
        if section == "schemas":
            self.check_schema(entry, where)
        elif section == "securitySchemes":
            self.keys("security", entry, where)
        else:
            kind = section[:-1]
            self.keys(kind, entry, where)
            if kind == "response":
                self.check_response(entry, where)
            if "schema" in entry:
                self.check_schema(entry["schema"], where)

    def check_path(self, path, item):
        if not path.startswith("/"):
            self.wrong(f"path {path}")
        for method, operation in item.items():
            where = f"{method} {path}"
            if method not in METHODS:
                self.wrong(where)
                continue
            self.keys("operation", operation, where)
            name = operation["operationId"]
            if name in self.operations:
                self.wrong(f"operationId {name} twice")
            self.operations[name] = (path, method.upper(), operation)
            self.check_operation(path, operation, where)

    def check_operation(self, path, operation, where):
        tags = {tag["name"] for tag in self.root["tags"]}
        if not set(operation["tags"]) <= tags:
            self.wrong(f"{where}: unknown tag")
        seen = set()
        for parameter in map(self.follow, operation.get("parameters", ())):
            self.keys("parameter", parameter, where)
            if parameter["in"] not in ("path", "query", "header") or (parameter["in"], parameter["name"]) in seen:
                self.wrong(f"{where}: parameter {parameter['name']}")
            seen.add((parameter["in"], parameter["name"]))
            self.check_schema(parameter["schema"], where)
            if parameter["in"] == "path" and not parameter.get("required"):
                self.wrong(f"{where}: a parameter of the path is required")
        if {name for place, name in seen if place == "path"} != set(re.findall(r"\{([^}]*)\}", path)):
            self.wrong(f"{where}: parameters of the path")
        for requirement in operation.get("security", ()):
            if not set(requirement) <= set(self.root["components"]["securitySchemes"]):
                self.wrong(f"{where}: security")
        if "requestBody" in operation:
            self.keys("body", operation["requestBody"], where)
            self.check_content(operation["requestBody"]["content"], where)
        for status, response in operation["responses"].items():
            if not re.fullmatch(r"[1-5][0-9][0-9]", status):
                self.wrong(f"{where}: status {status}")
            self.check_response(self.follow(response), f"{where} {status}")

    def check_response(self, response, where):
        self.keys("response", response, where)
        for name, header in response.get("headers", {}).items():
            self.keys("header", self.follow(header), f"{where} {name}")
        self.check_content(response.get("content", {}), where)

    def check_content(self, content, where):
        for kind, media in content.items():
            if not re.fullmatch(r"[a-z]+/(\*|[a-z0-9.+-]+)(; [a-z]+=[a-z0-9.-]+)*", kind):
                self.wrong(f"{where}: media type {kind}")
            self.keys("media", media, f"{where} {kind}")
            self.check_schema(media["schema"], f"{where} {kind}")
            self.check_schema(media.get("x-item-schema", {}), f"{where} {kind}")
            examples = [self.follow(example)["value"] for example in media.get("examples", {}).values()]
            for value in examples + ([media["example"]] if "example" in media else []):
                text = value if isinstance(value, str) else json.dumps(value)
                self.check_body(kind, media, text.encode(), f"{where}, the example")

    def check_schema(self, schema, where):
        try:
            jsonschema.Draft202012Validator.check_schema(schema)
        except jsonschema.SchemaError as error:
            self.wrong(f"{where}: {error.message}")

    def check_references(self, node):
        if isinstance(node, dict):
            reference = node.get("$ref")
            if isinstance(reference, str):
                if reference.startswith("record.schema.json"):
                    self.follow(self.moved(node, "#/openapi"))
                elif reference.startswith("#/components/"):
                    self.follow(node)
                else:
                    self.wrong(f"{reference} is neither here nor in record.schema.json")
            for value in node.values():
                self.check_references(value)
        elif isinstance(node, list):
            for value in node:
                self.check_references(value)

    # These say what is answered outside of the operations; the description tells of both.
    EVERYWHERE = {"#/components/responses/MethodNotAllowed", "#/components/responses/Allowed"}

    def check_unused(self):
        for section, entries in self.root["components"].items():
            for name in entries:
                reference = f"#/components/{section}/{name}"
                if section != "securitySchemes" and reference not in self.used | self.EVERYWHERE:
                    self.wrong(f"{reference} is not used")

    # Answers.

    def check_answer(self, name, method, answer):
        """Holds an answer against what the operation says; the media type that it was found under."""
        path, documented, operation = self.operations[name]
        where = f"{method} {path} {answer.status}"
        if method == "OPTIONS":
            response = self.root["components"]["responses"]["Allowed"] if answer.status == 204 else None
        elif answer.status == 405:
            response = self.root["components"]["responses"]["MethodNotAllowed"]
        else:
            response = operation["responses"].get(str(answer.status))
        if response is None:
            self.wrong(f"{where} is not documented: {answer.body[:300]!r}")
            return None
        return self.check_response_of(self.follow(response), answer, where, method == "HEAD")

    def check_response_of(self, response, answer, where, bare=False):
        self.check_headers(response.get("headers", {}), answer, where)
        content = response.get("content", {})
        if not content:
            if answer.body:
                self.wrong(f"{where}: has a body: {answer.body[:100]!r}")
            return None
        kind = next((key for key in content if self.same_type(key, answer.type)), None)
        if kind is None:
            self.wrong(f"{where}: Content-Type {answer.type}, documented {list(content)}")
        elif not bare:
            self.check_body(kind, content[kind], answer.body, where)
        return kind

    @staticmethod
    def same_type(documented, sent):
        if ";" in documented or sent is None:
            return documented == sent
        return documented == re.sub(r"; ?charset=utf-8$", "", sent)

    def check_headers(self, headers, answer, where):
        names = {name.lower(): self.follow(header) for name, header in headers.items()}
        for name, header in names.items():
            value = answer.header(name)
            if value is None:
                if header["required"]:
                    self.wrong(f"{where}: no {name}")
            elif self.validate(header["schema"], value):
                self.wrong(f"{where}: {name}: {value}: {self.validate(header['schema'], value)}")
        for name, value in answer.headers:
            if name not in names and name not in COMMON:
                self.wrong(f"{where}: {name}: {value} is not documented")

    def check_body(self, kind, media, body, where):
        schema = media.get("x-item-schema", media["schema"])
        try:
            text = body.decode("utf-8")
            if "x-item-schema" in media:
                values = [json.loads(line) for line in text.splitlines()]
            elif "json" in kind:
                values = [json.loads(text)]
            else:
                values = [text]
        except ValueError as error:
            self.wrong(f"{where} {kind}: {error}: {body[:200]!r}")
            return
        for value in values:
            problem = self.validate(schema, value)
            if problem:
                self.wrong(f"{where} {kind}: {problem}")

    def paths(self):
        return self.root["paths"]

    def allowed(self, path):
        """The methods of a path, as Allow has them."""
        methods = {method.upper() for method in self.root["paths"][path]}
        return methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())

    @staticmethod
    def fill(path, **values):
        return re.sub(r"\{([^}]*)\}", lambda found: values[found[1]], path)

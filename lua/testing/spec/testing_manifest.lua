-- Made from src/lua/api by test/lua/api/generated.test.ts (vitest -u); do not edit.
-- A parameter or field: n name · k kinds it accepts · o optional · e what messages say is expected
-- · v the only strings allowed · c class whose fields are checked · t type that is converted.

return {
  modules = {
    describe = {
      call = { { n = "name", k = { string = true }, e = "string" }, { n = "body", k = { ["function"] = true }, e = "function" } },
      fields = {},
      functions = {
      },
    },
    it = {
      call = { { n = "name", k = { string = true }, e = "string" }, { n = "body", k = { ["function"] = true }, e = "function", o = true } },
      fields = {},
      functions = {
      },
    },
    pending = {
      call = { { n = "name", k = { string = true }, e = "string" }, { n = "body", k = { ["function"] = true }, e = "function", o = true } },
      fields = {},
      functions = {
      },
    },
    before_each = {
      call = { { n = "run", k = { ["function"] = true }, e = "function" } },
      fields = {},
      functions = {
      },
    },
    after_each = {
      call = { { n = "run", k = { ["function"] = true }, e = "function" } },
      fields = {},
      functions = {
      },
    },
    assert = {
      call = { { n = "value", k = { any = true }, e = "any", o = true }, { n = "message", k = { any = true }, e = "any", o = true }, { n = "...", k = { any = true }, e = "any", o = true } },
      fields = { "are", "is", "has" },
      functions = {
        equals = { { n = "expected", k = { any = true }, e = "any", o = true }, { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        equal = { { n = "expected", k = { any = true }, e = "any", o = true }, { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        not_equals = { { n = "unexpected", k = { any = true }, e = "any", o = true }, { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        same = { { n = "expected", k = { any = true }, e = "any", o = true }, { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        deep_equal = { { n = "expected", k = { any = true }, e = "any", o = true }, { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        not_same = { { n = "unexpected", k = { any = true }, e = "any", o = true }, { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        is_true = { { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        is_false = { { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        truthy = { { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        falsy = { { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        is_nil = { { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        is_not_nil = { { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        is_type = { { n = "expected", k = { string = true }, e = "string" }, { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        near = { { n = "expected", k = { number = true }, e = "number" }, { n = "got", k = { number = true }, e = "number" }, { n = "tolerance", k = { number = true }, e = "number" }, { n = "message", k = { string = true }, e = "string", o = true } },
        matches = { { n = "pattern", k = { string = true }, e = "string" }, { n = "got", k = { string = true }, e = "string" }, { n = "message", k = { string = true }, e = "string", o = true } },
        not_matches = { { n = "pattern", k = { string = true }, e = "string" }, { n = "got", k = { string = true }, e = "string" }, { n = "message", k = { string = true }, e = "string", o = true } },
        contains = { { n = "part", k = { any = true }, e = "any", o = true }, { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        not_contains = { { n = "part", k = { any = true }, e = "any", o = true }, { n = "got", k = { any = true }, e = "any", o = true }, { n = "message", k = { string = true }, e = "string", o = true } },
        has_error = { { n = "run", k = { ["function"] = true }, e = "function" }, { n = "expected", k = { string = true }, e = "string", o = true } },
        has_no_error = { { n = "run", k = { ["function"] = true }, e = "function" } },
        fail = { { n = "message", k = { string = true }, e = "string", o = true } },
      },
    },
    test = {
      fields = {},
      functions = {
        app = { { n = "opts", k = { table = true }, e = "TestAppOptions", o = true, c = "TestAppOptions" } },
      },
    },
  },
  classes = {
    TestAppOptions = { closed = true, fields = { agents = { n = "agents", k = { table = true }, e = "string or TestAgentOptions[]", o = true }, columns = { n = "columns", k = { integer = true }, e = "integer", o = true }, rows = { n = "rows", k = { integer = true }, e = "integer", o = true }, files = { n = "files", k = { table = true }, e = "table", o = true }, mode = { n = "mode", k = { string = true }, e = "string", o = true }, focus = { n = "focus", k = { string = true }, e = "string", o = true }, answers = { n = "answers", k = { table = true }, e = "table", o = true }, grants = { n = "grants", k = { table = true }, e = "table", o = true } }, methods = {  } },
    TestAgentOptions = { closed = true, fields = { name = { n = "name", k = { string = true }, e = "string", o = true }, argv = { n = "argv", k = { table = true }, e = "string[]", o = true }, cwd = { n = "cwd", k = { string = true }, e = "string", o = true }, status = { n = "status", k = { string = true }, e = "\"running\" or \"exited\"", o = true, v = { "running", "exited" } }, exit_code = { n = "exit_code", k = { integer = true }, e = "integer", o = true }, title = { n = "title", k = { string = true }, e = "string", o = true }, output = { n = "output", k = { string = true }, e = "string", o = true }, unread = { n = "unread", k = { boolean = true }, e = "boolean", o = true }, state = { n = "state", k = { string = true }, e = "\"working\", \"blocked\", \"done\", \"idle\" or \"unknown\"", o = true, v = { "working", "blocked", "done", "idle", "unknown" } }, question = { n = "question", k = { string = true }, e = "string", o = true } }, methods = {  } },
    TestRenderOptions = { closed = true, fields = { columns = { n = "columns", k = { integer = true }, e = "integer", o = true }, rows = { n = "rows", k = { integer = true }, e = "integer", o = true } }, methods = {  } },
    TestSnapshotOptions = { closed = true, fields = { looks = { n = "looks", k = { boolean = true }, e = "boolean", o = true }, columns = { n = "columns", k = { integer = true }, e = "integer", o = true }, rows = { n = "rows", k = { integer = true }, e = "integer", o = true } }, methods = {  } },
    TestFrame = { closed = false, fields = { columns = { n = "columns", k = { integer = true }, e = "integer" }, rows = { n = "rows", k = { integer = true }, e = "integer" }, lines = { n = "lines", k = { table = true }, e = "string[]" }, text = { n = "text", k = { string = true }, e = "string" }, cursor = { n = "cursor", k = { table = true }, e = "table" }, spans = { n = "spans", k = { table = true }, e = "table[]" }, nodes = { n = "nodes", k = { table = true }, e = "table[]" } }, methods = {  } },
    TestAgent = { closed = false, fields = { id = { n = "id", k = { string = true }, e = "string" }, name = { n = "name", k = { string = true }, e = "string" } }, methods = { prints = { { n = "text", k = { string = true }, e = "string" } }, exits = { { n = "code", k = { integer = true }, e = "integer", o = true } }, input = {}, screen = {}, info = {} } },
    TestApp = { closed = false, fields = {}, methods = { keys = { { n = "keys", k = { string = true }, e = "string" } }, type = { { n = "text", k = { string = true }, e = "string" } }, paste = { { n = "text", k = { string = true }, e = "string" } }, click = { { n = "target", k = { string = true, integer = true }, e = "string or integer" }, { n = "y", k = { integer = true }, e = "integer", o = true } }, resize = { { n = "columns", k = { integer = true }, e = "integer" }, { n = "rows", k = { integer = true }, e = "integer" } }, tick = { { n = "seconds", k = { number = true }, e = "number", o = true } }, emit = { { n = "event", k = { string = true }, e = "string" }, { n = "payload", k = { table = true }, e = "table", o = true }, { n = "identifier", k = { string = true }, e = "string", o = true } }, render = { { n = "opts", k = { table = true }, e = "TestRenderOptions", o = true, c = "TestRenderOptions" } }, text = {}, tree = {}, snapshot = { { n = "name", k = { string = true }, e = "string", o = true }, { n = "opts", k = { table = true }, e = "TestSnapshotOptions", o = true, c = "TestSnapshotOptions" } }, agent = { { n = "name", k = { string = true }, e = "string" } }, agents = {}, view = {}, notifications = {}, prompt = {}, answer = { { n = "value", k = { any = true }, e = "any", o = true } }, errors = {}, logs = {}, eval = { { n = "code", k = { string = true }, e = "string" } }, save = { { n = "files", k = { table = true }, e = "table" } }, close = {} } },
  },
  widgets = {
  },
  common = {},
  events = {},
  happenings = {
  },
}

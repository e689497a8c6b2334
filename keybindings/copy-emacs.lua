-- The keys of copy mode as in Emacs. Chosen with   botster.copy_keys = "emacs"   in user/init.lua.

local function bind(rows)
  for _, row in ipairs(rows) do
    for _, key in ipairs(row[1]) do keymap.set("copy", key, row[2], { desc = row[3], group = rows.group }) end
  end
end

mode.define("copy", { desc = "copy mode" })

-- With alt held, a digit counts: so many times.
for digit = 0, 9 do
  keymap.set("copy", "alt+" .. digit, "copy count " .. digit, { desc = "so many times", group = "move" })
end

bind {
  group = "move",
  -- ctrl+b is the prefix, so it is typed twice.
  { { "left", "<prefix> ctrl+b" }, "copy previous-character", "left" },
  { { "ctrl+f", "right" }, "copy next-character", "right" },
  { { "ctrl+p", "up" }, "copy up", "up" },
  { { "ctrl+n", "down" }, "copy down", "down" },
  { { "alt+f", "ctrl+right" }, "copy word-end", "end of word" },
  { { "alt+b", "ctrl+left" }, "copy previous-word", "word before" },
  { { "ctrl+a", "home" }, "copy line-start", "start of line" },
  { { "alt+m" }, "copy line-text", "first text of line" },
  { { "ctrl+e", "end" }, "copy line-end", "end of line" },
  { { "alt+<", "ctrl+home" }, "copy top", "oldest line" },
  { { "alt+>", "ctrl+end" }, "copy bottom", "newest line" },
  { { "alt+R" }, "copy view-top", "top of view" },
  { { "alt+r" }, "copy view-middle", "middle of view" },
  { { "alt+{" }, "copy previous-paragraph", "paragraph before" },
  { { "alt+}" }, "copy next-paragraph", "next paragraph" },
  { { "ctrl+alt+f", "ctrl+alt+b" }, "copy bracket", "other bracket" },
  { { "f" }, "copy find", "to a character" },
  { { "F" }, "copy find-back", "back to a character" },
  { { "t" }, "copy till", "before a character" },
  { { "T" }, "copy till-back", "back after a character" },
  { { ";" }, "copy find-again", "that character again" },
  { { "," }, "copy find-reverse", "that character, other way" },
  { { "[" }, "copy previous-prompt", "prompt before" },
  { { "]" }, "copy next-prompt", "next prompt" },
}

bind {
  group = "scroll",
  { { "alt+v", "pageup" }, "copy page-up", "page up" },
  { { "ctrl+v", "pagedown", "space" }, "copy page-down", "page down" },
  { { "alt+up" }, "copy half-up", "half a page up" },
  { { "alt+down" }, "copy half-down", "half a page down" },
  { { "ctrl+up" }, "copy scroll-up", "line up, cursor stays" },
  { { "ctrl+down" }, "copy scroll-down", "line down, cursor stays" },
}

bind {
  group = "search",
  { { "ctrl+s" }, "copy.search", "search" },
  { { "ctrl+r" }, "copy.search-back", "search back" },
  { { "n" }, "copy search-next", "next match" },
  { { "N" }, "copy search-previous", "match before" },
  { { "*" }, "copy search-word", "this word, on" },
  { { "#" }, "copy search-word-back", "this word, back" },
}

bind {
  group = "copy",
  { { "ctrl+space" }, "copy select-char", "set the mark" },
  { { "alt+h" }, "copy select-line", "select lines" },
  { { "R" }, "copy select-block", "select a rectangle" },
  { { "ctrl+x ctrl+x" }, "copy other-end", "other end" },
  { { "ctrl+w", "alt+w", "enter" }, "copy selection", "copy" },
  { { "ctrl+k" }, "copy line-rest", "copy to the end of the line" },
  { { "O" }, "copy output", "copy output of a command" },
  { { "ctrl+g" }, "copy.back", "no search or selection, or leave" },
  { { "q", "escape", "ctrl+c" }, "copy leave", "leave" },
  { { "<prefix> ]" }, "clipboard.paste", "paste" },
  { { "<prefix> d" }, "detach", "leave (detach)" },
}

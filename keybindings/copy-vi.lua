-- The keys of copy mode as in Vim and in tmux with vi keys, whatever the other keys are.
-- Emacs' instead:  botster.copy_keys = "emacs"   in user/init.lua.
-- Another key:     keymap.set("copy", "H", "copy line-start", { desc = "start of line" })

local function bind(rows)
  for _, row in ipairs(rows) do
    for _, key in ipairs(row[1]) do keymap.set("copy", key, row[2], { desc = row[3], group = row.group or rows.group }) end
  end
end

mode.define("copy", { desc = "copy mode" })

-- Digits before any of them: so many times.
for digit = 0, 9 do
  keymap.set("copy", tostring(digit), "copy count " .. digit, { desc = digit == 0 and "start of line" or "so many times", group = "move" })
end

bind {
  group = "move",
  { { "h", "left", "backspace", "ctrl+h" }, "copy left", "left" },
  { { "l", "right", "space" }, "copy right", "right" },
  { { "k", "up" }, "copy up", "up" },
  { { "j", "down" }, "copy down", "down" },
  { { "w" }, "copy next-word", "next word" },
  { { "W" }, "copy next-big-word", "next WORD" },
  { { "e" }, "copy word-end", "end of word" },
  { { "E" }, "copy big-word-end", "end of WORD" },
  { { "b" }, "copy previous-word", "word before" },
  { { "B" }, "copy previous-big-word", "WORD before" },
  { { "^" }, "copy line-text", "first text of line" },
  { { "home" }, "copy line-start", "start of line" },
  { { "$", "end" }, "copy line-end", "end of line" },
  { { "g", "ctrl+home" }, "copy top", "oldest line" },
  { { "G", "ctrl+end" }, "copy bottom", "newest line" },
  { { "H" }, "copy view-top", "top of view" },
  { { "M" }, "copy view-middle", "middle of view" },
  { { "L" }, "copy view-bottom", "bottom of view" },
  { { "{" }, "copy previous-paragraph", "paragraph before" },
  { { "}" }, "copy next-paragraph", "next paragraph" },
  { { "%" }, "copy bracket", "other bracket" },
  { { "f" }, "copy find", "to a character" },
  { { "F" }, "copy find-back", "back to a character" },
  { { "t" }, "copy till", "before a character" },
  { { "T" }, "copy till-back", "back after a character" },
  { { ";" }, "copy find-again", "that character again" },
  { { "," }, "copy find-reverse", "that character, other way" },
  { { "[" }, "copy previous-prompt", "prompt before" },
  { { "]" }, "copy next-prompt", "next prompt" },
}

-- ctrl+b is the prefix, so it is typed twice.
bind {
  group = "scroll",
  { { "ctrl+u" }, "copy half-up", "half a page up" },
  { { "ctrl+d" }, "copy half-down", "half a page down" },
  { { "pageup", "<prefix> ctrl+b" }, "copy page-up", "page up" },
  { { "pagedown", "ctrl+f" }, "copy page-down", "page down" },
  { { "ctrl+y" }, "copy scroll-up", "line up, cursor stays" },
  { { "ctrl+e" }, "copy scroll-down", "line down, cursor stays" },
}

bind {
  group = "search",
  { { "/" }, "copy.search", "search" },
  { { "?" }, "copy.search-back", "search back" },
  { { "n" }, "copy search-next", "next match" },
  { { "N" }, "copy search-previous", "match before" },
  { { "*" }, "copy search-word", "this word, on" },
  { { "#" }, "copy search-word-back", "this word, back" },
}

bind {
  group = "copy",
  { { "v" }, "copy select-char", "select" },
  { { "V" }, "copy select-line", "select lines" },
  { { "ctrl+v" }, "copy select-block", "select a rectangle" },
  { { "o" }, "copy other-end", "other end" },
  { { "y", "enter" }, "copy selection", "copy" },
  { { "Y" }, "copy line", "copy line" },
  { { "O" }, "copy output", "copy output of a command" },
  { { "escape" }, "copy back", "no selection, or leave" },
  { { "q", "i", "ctrl+c" }, "copy leave", "leave" },
  { { "<prefix> ]" }, "clipboard.paste", "paste" },
  { { "<prefix> d" }, "detach", "leave (detach)" },
}

// What each shell runs to complete a command line. All ask `botster-tui complete -- WORDS`: a first line that says of
// which kind the answer is, and then a word a line, with a tab and what it means.

const bash = `# Completion of botster-tui for bash: eval "$(botster-tui completion bash)" in ~/.bashrc
_botster_tui() {
  local kind='' word help
  COMPREPLY=()
  while IFS=$'\\t' read -r word help; do
    if [[ -z $kind ]]; then kind=$word; else COMPREPLY+=("$word"); fi
  done < <(command botster-tui complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  # Bash cuts a word at "=" and puts in what follows it.
  [[ \${COMP_WORDS[COMP_CWORD]} == --*=* ]] && COMPREPLY=("\${COMPREPLY[@]#--*=}")
  # A prefix such as text: is gone on with.
  [[ \${#COMPREPLY[@]} -eq 1 && \${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null
  case $kind in
    files) compopt -o default 2>/dev/null ;;
    directories) compopt -o dirnames 2>/dev/null ;;
    commands)
      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -c -- "\${COMP_WORDS[COMP_CWORD]}") ;;
  esac
}
complete -F _botster_tui botster-tui`;

const zsh = `#compdef botster-tui
# Completion of botster-tui for zsh: eval "$(botster-tui completion zsh)" in ~/.zshrc
_botster_tui() {
  local -a lines typed candidates
  local line
  typed=()
  (( CURRENT > 2 )) && typed=("\${(@Q)words[2,CURRENT-1]}")
  lines=("\${(@f)$(command botster-tui complete -- "\${typed[@]}" "\${(Q)PREFIX}" 2>/dev/null)}")
  case $lines[1] in
    words)
      for line in "\${(@)lines[2,-1]}"; do
        candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
      done
      (( $#candidates )) && _describe -t words word candidates ;;
    files) compset -P '--*='; _files ;;
    directories) compset -P '--*='; _files -/ ;;
    commands) _command_names -e ;;
  esac
}
whence compdef >/dev/null || { autoload -Uz compinit && compinit; }
if [[ $funcstack[1] == _botster_tui ]]; then _botster_tui "$@"; else compdef _botster_tui botster-tui; fi`;

const fish = `# Completion of botster-tui for fish: botster-tui completion fish | source in ~/.config/fish/config.fish
function __botster_tui
    set -l typed (commandline -opc)
    set -e typed[1]
    set -l current (commandline -ct)
    set -l lines (command botster-tui complete -- $typed "$current" 2>/dev/null)
    set -l kind $lines[1]
    set -e lines[1]
    set -l before (string match -r -- '^--[^=]*=' "$current")
    set -l given (string replace -r -- '^--[^=]*=' '' "$current")
    switch "$kind"
        case words
            printf '%s\\n' $lines
        case files
            for path in (__fish_complete_path "$given")
                echo "$before$path"
            end
        case directories
            for path in (__fish_complete_directories "$given" '')
                echo "$before$path"
            end
        case commands
            complete -C "$current"
    end
end
complete -c botster-tui -f -a '(__botster_tui)'`;

/** The script of each shell, by its name. */
export const scripts: Readonly<Record<string, string>> = { bash, zsh, fish };

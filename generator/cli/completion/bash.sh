# `python -m generator` is completed as `postrock` is; other uses of python as they were before.
_postrock_before() {
  local words
  read -ra words <<< "$(complete -p "$1" 2>/dev/null)"
  local i
  for ((i = 1; i < ${#words[@]}; i++)); do
    [[ ${words[i - 1]} == -F ]] && printf '%s' "${words[i]}" && return
  done
}

[[ $(_postrock_before python) != _postrock_module ]] &&
  _postrock_python=$(_postrock_before python)

_postrock_module() {
  if [[ $COMP_CWORD -ge 3 && ${COMP_WORDS[1]} == -m && ${COMP_WORDS[2]} == generator ]]; then
    COMP_WORDS=(postrock "${COMP_WORDS[@]:3}")
    ((COMP_CWORD -= 2))
    _shtab_postrock
  elif [[ -n $_postrock_python ]]; then
    "$_postrock_python" "$@"
  fi
}

complete -o bashdefault -o default -F _postrock_module python python3

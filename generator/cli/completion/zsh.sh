# `python -m generator` is completed as `postrock` is; other uses of python as they were before.
_postrock_module() {
  if (( CURRENT > 3 )) && [[ $words[2] == -m && $words[3] == generator ]]; then
    words=(postrock "${(@)words[4,-1]}")
    (( CURRENT -= 2 ))
    _shtab_postrock
  elif (( $+functions[_python] )); then
    _python "$@"
  else
    _default
  fi
}

compdef _postrock_module python python3

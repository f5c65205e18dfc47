# `python -m generator` is completed as `postrock` is.
function _postrock_is_module
  set -l words (commandline -opc)
  test (count $words) -ge 3; and test "$words[2]" = -m; and test "$words[3]" = generator
end

function _postrock_module
  set -l words (commandline -opc)
  complete -C (string join -- ' ' postrock (string escape -- $words[4..-1]) (commandline -ct))
end

complete -c python -n _postrock_is_module -f -a '(_postrock_module)'
complete -c python3 -n _postrock_is_module -f -a '(_postrock_module)'

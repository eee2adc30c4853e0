# literal(PATH RESULT): the content of a file as a C++ raw string literal.
function(literal path result)
  file(READ "${path}" content)
  # Compilers bound the length of one literal; adjacent ones are joined.
  string(LENGTH "${content}" length)
  set(pieces "")
  set(at 0)
  while(at LESS length)
    string(SUBSTRING "${content}" ${at} 8000 piece)
    string(APPEND pieces "\n    R\"nianbao(${piece})nianbao\"")
    math(EXPR at "${at} + 8000")
  endwhile()
  set(${result} "${pieces}" PARENT_SCOPE)
endfunction()

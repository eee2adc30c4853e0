// What happens when memory runs out.
#pragma once

namespace nianbao {

// From now on a process that cannot have the memory it asks for ends at once with this exit code, whichever library
// asked: a parser that carries on without it may give back less than the document holds and call it whole. Meant for
// a process whose memory is limited; stays in force in its children.
//
// Under the address sanitizer, which has an allocator of its own, such a process is aborted instead.
void end_process_when_out_of_memory(int exit_code);

}  // namespace nianbao

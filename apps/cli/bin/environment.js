/**
 * What a process of ours must find in its environment when it starts. glibc gives every thread a heap
 * of its own that keeps what the thread frees; with one for all, memory stays where it was after the
 * first minutes (bench/RESULTS.md, `memory`). Other libraries do not read it.
 */
export const processEnvironment = { MALLOC_ARENA_MAX: "1" };

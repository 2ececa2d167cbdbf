/**
 * What a process of ours must find in its environment when it starts. glibc gives every thread a heap
 * of its own that keeps what the thread frees; with one for all, memory stays where it was after the
 * first minutes (bench/RESULTS.md, `memory`). Other libraries do not read it.
 */
export const processEnvironment = { MALLOC_ARENA_MAX: "1" };

/**
 * With what Node must be started. V8 gives the young generation of a busy process 128 MB where the
 * machine has much memory; a message lives some milliseconds, and the pipeline's thread has such a
 * bound of its own (bench/RESULTS.md, `feeds`).
 */
export const processFlags = ["--max-semi-space-size=16"];

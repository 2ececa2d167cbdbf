export declare const processEnvironment: { readonly MALLOC_ARENA_MAX: string };
export declare const processFlags: readonly string[];

package io.grantkeeper.functions.decide;

/** Where a process that is stopped in an orderly way is told what is to be done before; Lambda has none. */
@FunctionalInterface
public interface ClosingHook {
    void onClose(Runnable work);
}

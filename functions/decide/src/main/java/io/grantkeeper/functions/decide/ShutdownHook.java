package io.grantkeeper.functions.decide;

/** Registers work to do when the process shuts down gracefully. On Lambda, there is no such hook. */
@FunctionalInterface
public interface ShutdownHook {
    void onClose(Runnable work);
}

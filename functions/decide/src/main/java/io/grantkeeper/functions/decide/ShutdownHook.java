package io.grantkeeper.functions.decide;

/** Registers work to do when the process shuts down gracefully. Not available on Lambda. */
@FunctionalInterface
public interface ShutdownHook {
    void onClose(Runnable work);
}

package io.grantkeeper.functions.emulator;

import java.io.IOException;

/** A function did not come up. */
public final class InitialisationFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    InitialisationFailedException(String function, String why, String log) {
        super("%s did not start (%s). It printed last:%n%s".formatted(function, why, log));
    }
}

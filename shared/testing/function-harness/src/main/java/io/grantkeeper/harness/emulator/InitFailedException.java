package io.grantkeeper.harness.emulator;

import java.io.IOException;

/** Thrown when a function's initialization fails. */
public final class InitFailedException extends IOException {
    private static final long serialVersionUID = 1L;

    InitFailedException(String function, String why, String log) {
        super("%s did not start (%s). Its last output:%n%s".formatted(function, why, log));
    }
}

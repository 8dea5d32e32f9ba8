package io.grantkeeper.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks messages about invalid input. */
final class ErrorChecks {
    private static final int LONGEST = 4_000;

    private ErrorChecks() {}

    /** Requires that a message is short and {@linkplain #requireForPeople suitable for people}. */
    static void requireExplanation(String message) {
        requireForPeople(message);
        assertThat(message).hasSizeLessThan(LONGEST);
    }

    /** Requires that a message contains neither a secret nor the name of a Java class. */
    static void requireForPeople(String message) {
        assertThat(message).isNotBlank().doesNotContain("canary-7261", "Exception", "java.", "tools.jackson");
    }
}

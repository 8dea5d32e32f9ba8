package io.grantkeeper.infra.deploy;

import io.grantkeeper.identity.text.TextNormalization;

/**
 * A line of the report of a smoke check.
 *
 * @param detail what was observed or what to do, on one line
 */
record SmokeCheckLine(Result result, String check, String detail) {
    /** The result of one check. */
    enum Result {
        PASSED("passed"),
        FAILED("FAILED"),
        NOT_CHECKED("not checked");

        private final String word;

        Result(String word) {
            this.word = word;
        }
    }

    SmokeCheckLine {
        detail = TextNormalization.oneLine(detail);
    }

    static SmokeCheckLine passed(String check, String detail) {
        return new SmokeCheckLine(Result.PASSED, check, detail);
    }

    static SmokeCheckLine failed(String check, String detail) {
        return new SmokeCheckLine(Result.FAILED, check, detail);
    }

    static SmokeCheckLine notChecked(String check, String detail) {
        return new SmokeCheckLine(Result.NOT_CHECKED, check, detail);
    }

    @Override
    public String toString() {
        return "%-11s  %-36s  %s".formatted(result.word, check, detail);
    }
}

package io.grantkeeper.policy;

import java.util.Arrays;
import java.util.Locale;

/** The stages of the trust ladder, in ascending order. */
public enum PolicyStage {
    /** The policy makes decisions that are only recorded; nobody is notified or blocked. */
    TRAINING,
    /** The policy denies actions and notifies owners, but callers can request approval for what it denies. */
    RECOMMENDATION,
    /** The policy blocks actions before they run and, if its document says so, revokes access. */
    ENFORCEMENT;

    /** Returns the name used in documents, for example {@code training}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the stage that has the given code.
     *
     * @throws IllegalArgumentException if the code is unknown; the message lists the stages
     */
    public static PolicyStage ofCode(String code) {
        return Arrays.stream(values())
                .filter(stage -> stage.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("stage '%s' is unknown; use one of %s"
                        .formatted(
                                code,
                                Arrays.stream(values()).map(PolicyStage::code).toList())));
    }
}

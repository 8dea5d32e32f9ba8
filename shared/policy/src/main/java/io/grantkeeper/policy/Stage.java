package io.grantkeeper.policy;

import java.util.Arrays;
import java.util.Locale;

/** How far a policy is trusted: the rungs of the ladder, from the lowest. */
public enum Stage {
    /** It decides and is recorded, and nobody is told or kept from anything. */
    TRAINING,
    /** It tells and asks: what it denies can be requested. */
    RECOMMENDATION,
    /** It blocks before the action runs and, where it says so, takes access away. */
    ENFORCEMENT;

    /** The name in documents, for example {@code training}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the stages that exist */
    public static Stage ofCode(String code) {
        return Arrays.stream(values())
                .filter(stage -> stage.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("stage '%s' is none of %s"
                        .formatted(
                                code, Arrays.stream(values()).map(Stage::code).toList())));
    }
}

package io.grantkeeper.behavior.incident;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a person found out about an incident. */
public enum IncidentVerdict {
    /** It was an attack. */
    TRUE,
    /** It happened as reported, and it is expected. */
    BENIGN,
    /** It did not happen as reported. */
    FALSE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(IncidentVerdict::code).toList();
    }

    /** @throws IllegalArgumentException if no verdict has this code; the message lists the codes */
    public static IncidentVerdict ofCode(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the verdict '%s' must be one of %s".formatted(code, String.join(", ", codes()))));
    }

    /** Returns whether the signals are to be expected from now on. */
    public boolean isExpected() {
        return this != TRUE;
    }
}

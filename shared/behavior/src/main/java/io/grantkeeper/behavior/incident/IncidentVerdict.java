package io.grantkeeper.behavior.incident;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A person's conclusion about an incident. */
public enum IncidentVerdict {
    /** It was an attack. */
    TRUE,
    /** It happened as reported, but it was expected. */
    BENIGN,
    /** It did not happen as reported. */
    FALSE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(IncidentVerdict::code).toList();
    }

    /**
     * Returns the verdict with this code.
     *
     * @throws IllegalArgumentException if no verdict has this code; the message lists the codes
     */
    public static IncidentVerdict ofCode(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the verdict '%s' must be one of %s".formatted(code, String.join(", ", codes()))));
    }

    /** Returns whether signals like those of the incident are expected from now on. */
    public boolean isExpected() {
        return this != TRUE;
    }
}

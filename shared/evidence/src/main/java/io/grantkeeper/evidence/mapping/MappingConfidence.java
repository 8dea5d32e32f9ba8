package io.grantkeeper.evidence.mapping;

import java.util.Locale;

/** Whether a mapping has been verified against the control's text. */
public enum MappingConfidence {
    /** The mapping was derived from the control's own text. */
    VERIFIED,
    /** The mapping is based on general knowledge and must be confirmed against the control's text. */
    TO_BE_VERIFIED;

    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

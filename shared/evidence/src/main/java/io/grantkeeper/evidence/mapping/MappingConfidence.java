package io.grantkeeper.evidence.mapping;

/** The confidence in a mapping. */
public enum MappingConfidence {
    /** The mapping was derived from the control's own text. */
    VERIFIED("verified"),
    /** The mapping is based on general knowledge and must be confirmed against the control's text. */
    TO_BE_VERIFIED("to be verified");

    private final String words;

    MappingConfidence(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}

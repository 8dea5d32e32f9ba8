package io.grantkeeper.permissions;

/**
 * One sort of thing that a provider's permissions speak of.
 *
 * @param key short name in the rule and data files, unique within a provider
 * @param weight 1 trivial, 2 ordinary business data, 3 sensitive content, 4 secrets and the means of control
 * @param noun plain words for it, "mail" or "calendar events"
 * @param container plain word for what it lies in, "repository"; empty where it lies directly in the organisation
 */
record Thing(String key, ResourceClass resource, int weight, String noun, String container) {
    private static final String UNNAMED = "?";

    /** Something that a permission's name speaks of and no rule knows: taken for ordinary data. */
    static Thing unnamed(String words) {
        return new Thing(UNNAMED + words, ResourceClass.OTHER, 2, "things called \"%s\"".formatted(words), "");
    }

    /** Whether no rule knows what it is. */
    boolean isUnnamed() {
        return key.startsWith(UNNAMED);
    }

    Thing {
        if (weight < 1 || weight > 4) {
            throw new IllegalArgumentException("thing '%s' has weight %d, not 1 to 4".formatted(key, weight));
        }
    }
}

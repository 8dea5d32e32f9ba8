package io.grantkeeper.identity;

/** The id of a SaaS provider, for example {@code github} or {@code google}. */
public record ProviderId(String value) implements Comparable<ProviderId> {
    public ProviderId {
        IdentifierRules.requireCode("provider", value);
    }

    @Override
    public int compareTo(ProviderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

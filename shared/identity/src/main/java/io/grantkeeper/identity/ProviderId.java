package io.grantkeeper.identity;

/** A SaaS provider as a product, for example {@code github} or {@code google}. */
public record ProviderId(String value) implements Comparable<ProviderId> {
    public ProviderId {
        Ids.requireCode("provider", value);
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

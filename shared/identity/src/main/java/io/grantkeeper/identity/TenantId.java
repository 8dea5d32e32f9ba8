package io.grantkeeper.identity;

import org.jspecify.annotations.Nullable;

/** The company whose data is kept. Every stored key starts with it. */
public record TenantId(String value) {
    public TenantId {
        Ids.requireCode("tenant", value);
    }

    /** By hand: what a record has of itself is linked when it is first called, and starts ask this of the first rows they read. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TenantId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}

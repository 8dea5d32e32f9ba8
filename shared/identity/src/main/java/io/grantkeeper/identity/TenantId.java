package io.grantkeeper.identity;

import org.jspecify.annotations.Nullable;

/** The id of the company whose data is stored. Every stored key starts with this id. */
public record TenantId(String value) {
    public TenantId {
        IdentifierRules.requireCode("tenant", value);
    }

    /**
     * Compares the values. The method is written by hand, because a record's generated method is linked on its first
     * call, which would happen during a cold start, when the first rows are read.
     */
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

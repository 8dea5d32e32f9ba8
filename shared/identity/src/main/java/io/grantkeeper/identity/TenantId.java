package io.grantkeeper.identity;

import org.jspecify.annotations.Nullable;

/** The id of the company whose data is stored. Every stored key starts with it. */
public record TenantId(String value) {
    public TenantId {
        IdentifierRules.requireCode("tenant", value);
    }

    /**
     * Hand-written, because a record's generated method is linked on its first call. A cold start calls this method for
     * the first rows that it reads.
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

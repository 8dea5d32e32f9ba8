package io.grantkeeper.identity;

/** The company whose data is kept. Every stored key starts with it. */
public record TenantId(String value) {
    public TenantId {
        Ids.requireCode("tenant", value);
    }

    @Override
    public String toString() {
        return value;
    }
}

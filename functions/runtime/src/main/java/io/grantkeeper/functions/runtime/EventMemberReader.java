package io.grantkeeper.functions.runtime;

import io.grantkeeper.identity.TenantId;
import org.jspecify.annotations.Nullable;

/** Reads the members that every scheduled and manual event has, for example {@code {"tenant": "acme"}}. */
public final class EventMemberReader {
    private EventMemberReader() {}

    /**
     * Requires a tenant, which Jackson sets to null if the event omits it.
     *
     * @throws IllegalArgumentException if {@code tenant} is missing
     */
    public static void requireTenant(@Nullable TenantId tenant) {
        if (tenant == null) {
            throw new IllegalArgumentException("the event lacks 'tenant'; it must look like {\"tenant\": \"acme\"}");
        }
    }
}

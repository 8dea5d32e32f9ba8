package io.grantkeeper.functions.runtime;

import io.grantkeeper.identity.TenantId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the members of scheduled and manual events, for example {@code {"tenant": "acme", "action": "stop"}}. */
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

    /** Returns an action's name in events, for example {@code stop}. */
    public static String code(Enum<?> action) {
        return action.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the named action.
     *
     * @param actions all actions; the first one applies if none is named
     * @throws IllegalArgumentException if the action is unknown; the message lists the valid actions
     */
    public static <A extends Enum<A>> A find(Optional<String> named, List<A> actions) {
        if (named.isEmpty()) {
            return actions.getFirst();
        }
        return actions.stream()
                .filter(known -> code(known).equals(named.get()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'action' must be one of %s"
                        .formatted(actions.stream().map(EventMemberReader::code).toList())));
    }

    /**
     * Returns the value of a member that the action requires.
     *
     * @throws IllegalArgumentException if the value is missing or blank; the message names the member
     */
    public static <T> T require(String member, Optional<T> value, Enum<?> action) {
        return value.filter(found -> !found.toString().isBlank())
                .orElseThrow(() -> new IllegalArgumentException(
                        "the event lacks '%s', which the action '%s' requires".formatted(member, code(action))));
    }
}

package io.grantkeeper.functions.runtime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The members that every event with an action has, for example {@code {"action": "stop", "by": "dana@acme.example",
 * "reason": "audit"}}.
 *
 * @param <A> the actions that an event can name
 */
public interface ActionRequest<A extends Enum<A>> {
    /** Returns the name of the action, in lowercase. */
    Optional<String> action();

    /** Returns the requester, an email address or a role. */
    Optional<String> by();

    /** Returns the requester's reason. */
    Optional<String> reason();

    /** Returns all actions. If an event names no action, the first one applies. */
    List<A> actions();

    /**
     * Returns the requested action.
     *
     * @throws IllegalArgumentException if the action is unknown; the message lists the valid actions
     */
    default A requestedAction() {
        List<A> known = actions();
        if (action().isEmpty()) {
            return known.getFirst();
        }
        return known.stream()
                .filter(each -> code(each).equals(action().get()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'action' must be one of %s"
                        .formatted(known.stream().map(ActionRequest::code).toList())));
    }

    /** Returns the requester, or throws if the event lacks it. */
    default String requester() {
        return require("by", by());
    }

    /** Returns the requester's reason, or throws if the event lacks it. */
    default String requiredReason() {
        return require("reason", reason());
    }

    /**
     * Returns the value of a member that the requested action requires.
     *
     * @throws IllegalArgumentException if the value is missing or blank; the message names the member
     */
    default <T> T require(String member, Optional<T> value) {
        return value.filter(found -> !found.toString().isBlank())
                .orElseThrow(() -> new IllegalArgumentException("the event lacks '%s', which the action '%s' requires"
                        .formatted(member, code(requestedAction()))));
    }

    private static String code(Enum<?> action) {
        return action.name().toLowerCase(Locale.ROOT);
    }
}

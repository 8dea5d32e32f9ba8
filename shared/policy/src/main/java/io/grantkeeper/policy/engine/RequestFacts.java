package io.grantkeeper.policy.engine;

import io.grantkeeper.permissions.Reach;
import io.grantkeeper.permissions.ResourceClass;
import io.grantkeeper.policy.capability.Deed;
import io.grantkeeper.policy.capability.RequestMapping;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.Party;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.Attribute;
import io.grantkeeper.policy.intent.NetworkRange;
import io.grantkeeper.policy.intent.WeeklyHours;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What conditions can ask of one request. What the caller does not state, or states in another form, is null: unknown.
 * Used by one thread.
 */
public final class RequestFacts {
    /** How far an action reaches: a member of the context or a property of the resource, by the name of a {@link Reach}. */
    public static final String REACH = "reach";
    /** The caller's address, as text. */
    public static final String ADDRESS = "ip";
    /** Whether a human watches and can stop it. */
    public static final String HUMAN_PRESENT = "human_present";
    /** Authentication methods, RFC 8176. */
    public static final String METHODS = "amr";
    /** When the caller authenticated, seconds since 1970. */
    public static final String AUTHENTICATED_AT = "auth_time";
    /** A property of the resource: the class of things that it lies in. */
    public static final String CONTAINER = "container";

    /** Instants beyond this are not believed; within it no difference overflows. */
    private static final long FAR = 1L << 40;

    private final AccessRequest request;
    private final SubjectFacts subject;
    private final RequestMapping mapping;
    private final Optional<Deed> deed;
    private @Nullable Map<ZoneId, Integer> minutes;
    private byte @Nullable [] address;
    private boolean addressRead;

    public RequestFacts(AccessRequest request, SubjectFacts subject, RequestMapping mapping) {
        this.request = request;
        this.subject = subject;
        this.mapping = mapping;
        this.deed = mapping.deed(request.action(), request.resource().type());
    }

    public AccessRequest request() {
        return request;
    }

    public SubjectFacts subject() {
        return subject;
    }

    /** Empty where nobody can tell what the action does. */
    public Optional<Deed> deed() {
        return deed;
    }

    public @Nullable Reach reach() {
        AttributeValue stated = request.context().get(REACH);
        AttributeValue value = stated == null ? request.resource().properties().get(REACH) : stated;
        if (value instanceof AttributeValue.Text(String text)) {
            for (Reach reach : Reach.values()) {
                if (reach.wireName().equals(text)) {
                    return reach;
                }
            }
        }
        return null;
    }

    public byte @Nullable [] address() {
        if (!addressRead) {
            addressRead = true;
            address = request.context().get(ADDRESS) instanceof AttributeValue.Text(String text)
                    ? NetworkRange.address(text).orElse(null)
                    : null;
        }
        return address;
    }

    public @Nullable Boolean humanPresent() {
        return truth(request.context().get(HUMAN_PRESENT));
    }

    public @Nullable Set<String> methods() {
        return texts(request.context().get(METHODS));
    }

    /** Seconds from when the caller authenticated until the request. */
    public @Nullable Long sinceAuthentication() {
        Long at = whole(request.context().get(AUTHENTICATED_AT));
        return at == null || at > FAR || at < -FAR ? null : request.at().getEpochSecond() - at;
    }

    public @Nullable ResourceClass container() {
        return request.resource().properties().get(CONTAINER) instanceof AttributeValue.Text(String text)
                ? mapping.resourceClass(text).orElse(null)
                : null;
    }

    public int minuteOfWeek(ZoneId zone) {
        Map<ZoneId, Integer> known = minutes;
        if (known == null) {
            known = new HashMap<>(2);
            minutes = known;
        }
        return known.computeIfAbsent(zone, each -> WeeklyHours.minuteOfWeek(request.at(), each));
    }

    public @Nullable Set<String> texts(Attribute attribute) {
        return switch (attribute.part()) {
            case SUBJECT -> texts(request.subject(), attribute.name());
            case RESOURCE -> texts(request.resource(), attribute.name());
            case ACTION ->
                attribute.isIdentifier()
                        ? Set.of(request.action())
                        : texts(request.actionProperties().get(attribute.name()));
            case CONTEXT -> texts(request.context().get(attribute.name()));
        };
    }

    public @Nullable Boolean truth(Attribute attribute) {
        return truth(value(attribute));
    }

    public @Nullable Long whole(Attribute attribute) {
        return whole(value(attribute));
    }

    private @Nullable AttributeValue value(Attribute attribute) {
        if (attribute.isIdentifier()) {
            return null;
        }
        return switch (attribute.part()) {
            case SUBJECT -> request.subject().properties().get(attribute.name());
            case RESOURCE -> request.resource().properties().get(attribute.name());
            case ACTION -> request.actionProperties().get(attribute.name());
            case CONTEXT -> request.context().get(attribute.name());
        };
    }

    private static @Nullable Set<String> texts(Party party, String name) {
        return switch (name) {
            case "id" -> Set.of(party.id());
            case "type" -> Set.of(party.type());
            default -> texts(party.properties().get(name));
        };
    }

    /** A list counts where all in it is text. */
    private static @Nullable Set<String> texts(@Nullable AttributeValue value) {
        if (value instanceof AttributeValue.Text(String text)) {
            return Set.of(text);
        }
        if (!(value instanceof AttributeValue.Many(var values))) {
            return null;
        }
        Set<String> texts = new HashSet<>();
        for (AttributeValue each : values) {
            if (!(each instanceof AttributeValue.Text(String text))) {
                return null;
            }
            texts.add(text);
        }
        return texts;
    }

    private static @Nullable Boolean truth(@Nullable AttributeValue value) {
        return value instanceof AttributeValue.Truth(boolean truth) ? truth : null;
    }

    private static @Nullable Long whole(@Nullable AttributeValue value) {
        return value instanceof AttributeValue.Whole(long number) ? number : null;
    }
}

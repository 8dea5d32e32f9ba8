package io.grantkeeper.policy.engine;

import io.grantkeeper.permissions.CapabilityReach;
import io.grantkeeper.permissions.ResourceClass;
import io.grantkeeper.policy.capability.CapabilityClass;
import io.grantkeeper.policy.capability.RequestCapabilityMapping;
import io.grantkeeper.policy.decision.AccessRequest;
import io.grantkeeper.policy.decision.AttributeValue;
import io.grantkeeper.policy.decision.AuthZenEntity;
import io.grantkeeper.policy.decision.SubjectFacts;
import io.grantkeeper.policy.intent.NetworkRange;
import io.grantkeeper.policy.intent.RequestAttribute;
import io.grantkeeper.policy.intent.RequestFlag;
import io.grantkeeper.policy.intent.WeeklyHours;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The facts about one request that conditions use. A fact that the caller does not state, or states in an invalid form,
 * is null, which means unknown. Instances are not thread-safe.
 */
public final class RequestFacts {
    /**
     * The name of the context member that states the reach of an action, as the JSON name of a {@link CapabilityReach}.
     * If the context has no such member, the resource's property with this name is used.
     */
    public static final String REACH = "reach";
    /** The context member that contains the caller's IP address as text. */
    public static final String ADDRESS = "ip";
    /** The context member that contains the caller's authentication methods (RFC 8176). */
    public static final String METHODS = "amr";
    /** The context member that states when the caller authenticated, in seconds since 1970. */
    public static final String AUTHENTICATED_AT = "auth_time";
    /** The resource property that states the resource class of the object that contains the resource. */
    public static final String CONTAINER = "container";

    /**
     * The largest plausible number of seconds since 1970. Differences between two times within this limit cannot
     * overflow.
     */
    private static final long FAR = 1L << 40;

    private final AccessRequest request;
    private final SubjectFacts subject;
    private final RequestCapabilityMapping mapping;
    private final Optional<CapabilityClass> action;
    private @Nullable Map<ZoneId, Integer> minutes;
    private byte @Nullable [] address;
    private boolean addressRead;

    public RequestFacts(AccessRequest request, SubjectFacts subject, RequestCapabilityMapping mapping) {
        this.request = request;
        this.subject = subject;
        this.mapping = mapping;
        this.action =
                mapping.capabilityClass(request.action(), request.resource().type());
    }

    public AccessRequest request() {
        return request;
    }

    public SubjectFacts subject() {
        return subject;
    }

    /** Returns the capability that the action uses; empty if it is unknown. */
    public Optional<CapabilityClass> capabilityClass() {
        return action;
    }

    public @Nullable CapabilityReach reach() {
        AttributeValue stated = request.context().get(REACH);
        AttributeValue value = stated == null ? request.resource().properties().get(REACH) : stated;
        if (value instanceof AttributeValue.TextValue(String text)) {
            for (CapabilityReach reach : CapabilityReach.values()) {
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
            address = request.context().get(ADDRESS) instanceof AttributeValue.TextValue(String text)
                    ? NetworkRange.address(text).orElse(null)
                    : null;
        }
        return address;
    }

    public @Nullable Boolean flag(RequestFlag flag) {
        return booleanValue(request.context().get(flag.contextMember()));
    }

    public @Nullable Set<String> methods() {
        return strings(request.context().get(METHODS));
    }

    /** Returns the seconds between the caller's authentication and the request; null if unknown. */
    public @Nullable Long sinceAuthentication() {
        Long at = integerValue(request.context().get(AUTHENTICATED_AT));
        return at == null || at > FAR || at < -FAR ? null : request.at().getEpochSecond() - at;
    }

    public @Nullable ResourceClass container() {
        return request.resource().properties().get(CONTAINER) instanceof AttributeValue.TextValue(String text)
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

    public @Nullable Set<String> strings(RequestAttribute attribute) {
        return switch (attribute.part()) {
            case SUBJECT -> strings(request.subject(), attribute.name());
            case RESOURCE -> strings(request.resource(), attribute.name());
            case ACTION ->
                attribute.isIdentifier()
                        ? Set.of(request.action())
                        : strings(request.actionProperties().get(attribute.name()));
            case CONTEXT -> strings(request.context().get(attribute.name()));
        };
    }

    public @Nullable Boolean booleanValue(RequestAttribute attribute) {
        return booleanValue(value(attribute));
    }

    public @Nullable Long integerValue(RequestAttribute attribute) {
        return integerValue(value(attribute));
    }

    private @Nullable AttributeValue value(RequestAttribute attribute) {
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

    private static @Nullable Set<String> strings(AuthZenEntity party, String name) {
        return switch (name) {
            case "id" -> Set.of(party.id());
            case "type" -> Set.of(party.type());
            default -> strings(party.properties().get(name));
        };
    }

    /** Returns the strings in a value, which must be a string or a list of strings; null for any other value. */
    private static @Nullable Set<String> strings(@Nullable AttributeValue value) {
        if (value instanceof AttributeValue.TextValue(String text)) {
            return Set.of(text);
        }
        if (!(value instanceof AttributeValue.ListValue(var values))) {
            return null;
        }
        Set<String> texts = new HashSet<>();
        for (AttributeValue each : values) {
            if (!(each instanceof AttributeValue.TextValue(String text))) {
                return null;
            }
            texts.add(text);
        }
        return texts;
    }

    private static @Nullable Boolean booleanValue(@Nullable AttributeValue value) {
        return value instanceof AttributeValue.BooleanValue(boolean expected) ? expected : null;
    }

    private static @Nullable Long integerValue(@Nullable AttributeValue value) {
        return value instanceof AttributeValue.IntegerValue(long number) ? number : null;
    }
}
